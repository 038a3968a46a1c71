"""Findings: everything an editor should know, as data with a stable rule id.

A finding feeds the terminal, report.html, issue.json and the exit code.  Each rule is declared once in
RULES, and a test makes each of them fire.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from everyread.errors import ArticleError

Severity = Literal["error", "warning", "note"]

RULES: dict[str, tuple[Severity, str]] = {
    # sources
    "SRC-001": ("error", "The file is empty, or has no text in it."),
    "SRC-002": ("error", "No reader knows this kind of file."),
    "SRC-003": ("error", "The file is not what its name says."),
    "SRC-004": ("error", "The file could not be opened."),
    "SRC-005": ("warning", "Lines were removed as menu or page furniture."),
    "SRC-006": ("error", "The article has no disclaimer, and the issue expects one."),
    "SRC-007": ("warning", "A picture has no description (alt text)."),
    "SRC-008": ("warning", "A picture could not be used."),
    "SRC-009": ("warning", "Two articles have the same title."),
    "SRC-010": ("warning", "The text is not in UTF-8, so its encoding was guessed."),
    "SRC-011": ("error", "The file is too large."),
    "SRC-012": ("error", "The file is not a regular file inside the issue folder."),
    "SRC-013": ("warning", "Heading levels were skipped, and have been repaired."),
    "SRC-014": ("warning", "No title was found, so the file name is used."),
    "SRC-015": ("warning", "The Word reader met something it does not know."),
    "SRC-016": ("error", "The file is nested too deeply, or runs too long, to be read."),
    # sources: kinds of file
    "SRC-020": ("warning", "The document has tracked changes."),
    "SRC-021": ("warning", "The document has comments, which are not printed."),
    "SRC-022": ("note", "The kind of file keeps little of the structure."),
    "SRC-023": ("warning", "A part of the file was left out: a draft, or empty, or no article."),
    "SRC-024": ("note", "The file was split into several articles."),
    "SRC-025": ("warning", "A mark in the text points to a note that is not there."),
    # sources: text and pictures
    "SRC-030": ("error", "Text of the file is neither in the article nor among what was left out."),
    "SRC-031": ("warning", "Most of the text of the page was left out."),
    "SRC-032": ("warning", "A line that stands in many articles of the issue was left out."),
    "SRC-033": ("note", "A line stands in many articles of the issue, and was kept."),
    "SRC-034": ("warning", "The disclaimer is not in the publisher's own words."),
    "SRC-035": ("note", "Text that must be kept stood outside the article, and was put back."),
    "SRC-040": ("note", "The text was repaired."),
    "SRC-041": ("warning", "Characters were lost before the file came here."),
    "SRC-042": ("warning", "Template marks are printed as they stand."),
    "SRC-043": ("warning", "Links that run a program or open a file were taken off their words."),
    "SRC-044": ("note", "A heading in capitals was set in sentence case."),
    "SRC-045": ("warning", "A picture is too small to be printed well."),
    "SRC-046": ("note", "A picture was changed so that it can be printed."),
    "SRC-047": ("warning", "A picture could not be fetched from the article's site."),
    # readability
    "RDB-002": ("note", "There is too little text to score."),
    "RDB-020": ("note", "textstat's figures are far from everyread's."),
    "RDB-021": ("warning", "Text is in another language, so it was not scored."),
    "RDB-022": ("note", "The grammar of a very long article was looked at in part."),
    # readability: the gate
    "RDB-040": ("warning", "The article, its easy read or the issue reads harder than its target."),
    "RDB-041": ("error", "It reads harder than its target, and issue.toml says to hold it back."),
    "RDB-042": ("error", "The gate measured nothing, so it cannot pass."),
    "RDB-043": ("warning", "It reads harder than anything before it, and no editor has said why."),
    "RDB-044": ("error", "It reads harder than anything before it, and issue.toml says to hold it back."),
    "RDB-045": ("note", "It reads harder than its target or its past, and an editor has accepted that."),
    "RDB-046": ("note", "An earlier issue could not be used to compare with."),
    # readability: the rules of plain writing
    "RDB-050": ("note", "A sentence is long."),
    "RDB-051": ("note", "A paragraph is long."),
    "RDB-052": ("note", "A sentence holds many ideas."),
    "RDB-053": ("note", "A clause stands inside another clause."),
    "RDB-054": ("note", "A sentence is in the passive."),
    "RDB-055": ("note", "A hard word is not in the glossary."),
    "RDB-056": ("warning", "An abbreviation is not explained where it is first used."),
    "RDB-057": ("note", "A Latin short form such as “e.g.” is used."),
    "RDB-058": ("note", "“Not” is shortened to “n’t”."),
    "RDB-059": ("note", "A figure of speech may be taken literally."),
    "RDB-060": ("note", "One thing has several names."),
    "RDB-061": ("note", "A paragraph begins with a pronoun."),
    "RDB-062": ("note", "A number is written as a word."),
    "RDB-063": ("note", "Figures are written in a way that is hard to read."),
    "RDB-064": ("warning", "A sentence has a double negative."),
    "RDB-065": ("note", "Advice does not speak to the reader."),
    "RDB-066": ("note", "A list is long, or its points are."),
    "RDB-067": ("note", "An action is hidden in a noun."),
    "RDB-068": ("note", "A phrase has more words than it needs."),
    # narration
    "NAR-001": ("error", "The voice could not speak a sentence."),
    "NAR-002": ("warning", "A character cannot be spoken, and was left out."),
    "NAR-003": ("error", "The voice returned a recording that cannot be right."),
    # narration: the lexicon, and the words to hear before publishing
    "NAR-020": ("warning", "An entry of the lexicon has sounds that the voice does not know."),
    "NAR-021": ("note", "An entry of the issue's lexicon is not used in the issue."),
    "NAR-022": ("note", "An entry of the lexicon is there twice."),
    "NAR-023": ("warning", "Entries of the lexicon clash."),
    "NAR-024": ("note", "Words that no dictionary knows are in the issue."),
    # narration: voices, and what is checked in every recording
    "NAR-030": ("error", "The voice gave back silence, or something that is no sound."),
    "NAR-031": ("error", "A recording is too short for its words."),
    "NAR-032": ("error", "A recording is too long for its words."),
    "NAR-033": ("error", "A recording is clipped."),
    "NAR-034": ("error", "A recording breaks off."),
    "NAR-035": ("error", "Two different sentences have the same recording."),
    "NAR-036": ("error", "An article is spoken at a speed that cannot be right."),
    "NAR-037": ("warning", "An article is in the fallback voice."),
    "NAR-038": ("warning", "The articles' words go to an outside service."),
    "NAR-039": ("error", "An outside service has stopped answering, and is not asked any more."),
    # large print
    "LPR-001": ("error", "A character is in none of the fonts."),
    "LPR-002": ("error", "The PDF could not be made."),
    # print shop
    "PRS-001": ("note", "The file for the print shop has no colour profile, so it is not PDF/X-4."),
    "PRS-002": ("warning", "A picture is printed with fewer than 300 dots an inch."),
    "PRS-003": ("warning", "A volume is heavier, thicker or longer than it may be."),
    "PRS-004": ("error", "The colour profile for the press does not work."),
    "PRS-005": ("note", "The edition is printed in several volumes."),
    # easy read
    "EZR-001": ("note", "The easy read is a draft that people have not checked."),
    "EZR-002": ("warning", "Sentences are still long in the easy-read draft."),
    # easy read: review and sign-off
    "EZR-020": ("warning", "A review file cannot be read, so its easy read is an unsigned draft."),
    "EZR-021": ("warning", "What a review file says of a sentence cannot be used."),
    "EZR-022": ("warning", "A link of the article is lost in a person's easy words."),
    "EZR-023": ("warning", "A person's easy words may not say what the article says."),
    "EZR-024": ("warning", "A signature no longer covers every sentence of an easy read."),
    "EZR-025": ("warning", "A review file belongs to no article, or is the second of one."),
    "EZR-026": ("warning", "An older copy of a review file was saved over the one that everyread wrote."),
    # easy read: pictures and pages
    "EZR-030": ("warning", "A picture for easy read has no licence or no maker, so it is not used."),
    "EZR-031": ("warning", "A picture for easy read cannot be used."),
    "EZR-032": ("warning", "A review chooses a picture that is in no folder."),
    "EZR-033": ("note", "Parts of an easy-read draft have no picture yet."),
    "EZR-034": ("note", "An easy read is too long for one booklet."),
    # easy read: a language model
    "EZR-040": ("note", "A language model wrote parts of an easy-read draft."),
    "EZR-041": ("warning", "The language model did not answer, so the draft is the rules' own."),
    "EZR-042": ("warning", "The language model is not on an own machine, so nothing was sent."),
    "EZR-043": ("warning", "The language model needs a key that is not there."),
    "EZR-044": ("warning", "The articles' words go to an outside language model."),
    "EZR-045": ("note", "A language model's words were refused, for they may have changed the meaning."),
    "EZR-046": ("note", "A language model's answers were not in the form asked for."),
    # proof
    "PRF-001": ("error", "A sentence of the article is missing from a finished file."),
    "PRF-002": ("error", "Something in the PDF is smaller than the large-print size."),
    "PRF-003": ("error", "The PDF does not meet PDF/UA-1."),
    "PRF-004": ("error", "The finished sound does not match its cues, or is not at its loudness."),
    "PRF-005": ("error", "A disclaimer is missing from a finished file."),
    # proof: the members' pages
    "PRF-201": ("error", "A numbered list on a members' page has lost its numbers."),
    "PRF-202": ("error", "A link on a members' page leads nowhere."),
    "PRF-203": ("warning", "A members' page is heavier than 200 KB."),
    "PRF-204": ("error", "A members' page does not say whose voice it is, or how to ask for help."),
    "PRF-205": ("error", "The text of a members' page would not follow its sound."),
    # proof: the print passport
    "PRF-101": ("error", "A sentence stands more than once in the PDF."),
    "PRF-102": ("error", "Text of the PDF cannot be reached by a screen reader."),
    "PRF-103": ("error", "A page number or running title of the PDF is read out as text."),
    "PRF-104": ("error", "A heading of the PDF is not tagged as the heading that it is."),
    "PRF-105": ("error", "A heading of the PDF has no bookmark, or a wrong one."),
    "PRF-106": ("error", "The number of a list item is missing from the PDF, or is another one."),
    "PRF-107": ("error", "A table header of the PDF is tagged as an ordinary cell."),
    "PRF-108": ("error", "A picture of the PDF has no description, or that of another picture."),
    "PRF-109": ("warning", "Words in another language are not marked in the PDF."),
    "PRF-110": ("error", "A link of the PDF does not say where it leads."),
    "PRF-111": ("warning", "An address of the article cannot be followed in the PDF."),
    "PRF-120": ("error", "Text of the PDF stands out too little from its ground."),
    "PRF-121": ("error", "A font is not in the PDF."),
    "PRF-122": ("error", "Figures of the PDF are in another font than its letters."),
    "PRF-123": ("warning", "A line of the PDF is too long."),
    "PRF-124": ("warning", "A heading of the PDF stands alone at the foot of its page."),
    "PRF-125": ("warning", "A picture of the PDF has too few pixels for its size."),
    "PRF-126": ("error", "Text of the PDF runs off its page."),
    "PRF-127": ("error", "A page of the PDF is there twice, or out of order."),
    "PRF-130": ("error", "The PDF does not meet the PDF/A that it claims to be."),
    # proof: files for the print shop
    "PRF-140": ("error", "A page for the print shop has a wrong trim box or bleed."),
    "PRF-141": ("error", "A file for the print shop does not meet the PDF/X that it claims to be."),
    "PRF-142": ("error", "A file for the print shop has colour that a press cannot print."),
    "PRF-143": ("error", "Text for the print shop is not in black ink alone."),
    "PRF-144": ("error", "A file for the print shop does not fill its sheets."),
    "PRF-145": ("warning", "A page for the print shop has too much ink in one place."),
    "PRF-146": ("error", "A file for the print shop has a font or a character that does not print."),
    # delivery: podcast feed and USB stick
    "DEL-501": ("note", "There is no podcast feed, since issue.toml does not give its address."),
    "DEL-502": ("warning", "The podcast feed has no dates."),
    "DEL-503": ("warning", "An article has no recording, so it is not in the feed or on the USB stick."),
    "DEL-504": ("warning", "The feed's address is not a secure one."),
    "DEL-505": ("note", "Characters that no font has are left off the label of the USB stick."),
    "PRF-501": ("error", "The podcast feed is not true to the finished files."),
    "PRF-502": ("error", "The list of chapters is not true to the whole issue's recording."),
    "PRF-503": ("error", "The USB pack is not fit for a player without a screen."),
    # delivery: talking book (DAISY) and braille
    "DEL-401": (
        "note",
        "The issue has no date, so the talking book has the first day of a year.",
    ),
    "DEL-402": ("warning", "An article has no recording, so it is silent in the talking book."),
    "DEL-403": ("warning", "The braille could not be made."),
    "PRF-401": ("error", "The talking book is not as DAISY 2.02 wants it."),
    "PRF-402": ("error", "The talking book's sound is not the recordings, or not in step with the words."),
    "PRF-411": ("error", "The braille file is not fit for an embosser, or its contents are wrong."),
    "PRF-412": ("error", "The braille does not read as the article does."),
    # proof: the e-book
    "PRF-300": ("error", "The e-book cannot be opened, or is not packed as the standard asks."),
    "PRF-301": ("error", "The e-book's sound is not in step with its text."),
    "PRF-302": ("error", "A recording in the e-book is not the one that was proved."),
    "PRF-303": ("error", "The e-book tells a wrong length of its sound."),
    "PRF-304": ("error", "The headings or the list numbers of the e-book are not those of the article."),
    "PRF-305": ("error", "A picture in the e-book has no description."),
    "PRF-306": ("error", "The e-book loads something from outside, or runs a program."),
    # proof: the easy-read page
    "PRF-601": ("error", "A notice is not word for word in an easy-read page."),
    "PRF-602": ("error", "An easy-read page says a number that its article does not."),
    "PRF-603": ("error", "A numbered list of an easy-read page has lost its numbers."),
    "PRF-604": ("error", "An easy-read page does not say whether people have checked it."),
    "PRF-605": ("error", "A picture of an easy-read page has no description."),
    "PRF-606": ("error", "An easy-read page loads something from elsewhere, or runs a program."),
    # proof: a finished folder, and the release gate
    "PRF-611": ("error", "issue.json is not what its schema asks for, or contradicts itself."),
    "PRF-612": ("error", "A file that issue.json lists is missing."),
    "PRF-613": ("error", "A file is not the one that issue.json lists."),
    "PRF-614": ("error", "A file of an earlier build is left in the folder."),
    "PRF-615": ("note", "There is a file in the folder that everyread did not make."),
    "PRF-616": ("error", "A link or download leads nowhere, or tells a wrong length."),
    "PRF-617": ("error", "Members could reach an easy read that nobody has signed."),
    "PRF-618": ("error", "The sources have changed since the issue was built."),
    "PRF-619": ("error", "The issue's sources were not found, so its words could not be proved."),
    "PRF-620": ("error", "A number, a dose or a unit differs between an article and a finished file."),
    "PRF-621": ("error", "A “not” differs between an article and a finished file."),
    "PRF-622": ("error", "A recording shows a wrong title, album or number."),
    "PRF-623": ("error", "A file of the whole issue failed its proof, so it is not published."),
    # work and output
    "WRK-001": ("error", "A part of the program failed on this article."),
    "WRK-002": ("error", "A part of the program took too long and was stopped."),
    "OUT-001": ("warning", "A file made by an earlier build was changed by somebody, so it was left alone."),
    "OUT-002": ("warning", "A finished file was changed by hand; it was put aside and made again."),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing an editor should know."""

    rule: str
    message: str
    """What is wrong, in plain English."""
    fix: str
    """What to do about it."""
    file: str = ""
    """The source file, as the editor knows it."""
    paragraph: str = ""
    """The first words of the paragraph, or its number; empty for the whole file."""
    sentence: str = ""
    """The sentence id, where one sentence is meant."""
    place: int = 0
    """Which article of the file is meant, from 1; 0 for the whole file."""

    def __post_init__(self) -> None:
        if self.rule not in RULES:
            raise ValueError(f"{self.rule} is not a rule in RULES")

    @property
    def severity(self) -> Severity:
        return RULES[self.rule][0]

    def concerns(self, file: str, place: int) -> bool:
        """Whether it is about this article of the file, or about the file as a whole."""
        return self.file == file and self.place in {0, place}

    @property
    def where(self) -> str:
        """The place in one phrase: "flu.md, paragraph 3"."""
        return ", ".join(part for part in (self.file, self.paragraph, self.sentence) if part)


def from_error(error: ArticleError, file: str) -> Finding:
    """The finding that stands for an article's failure."""
    return Finding(error.rule, error.message, error.fix, file=file, paragraph=error.paragraph)


def ordered(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Each finding once, worst first, then by place."""
    rank = {"error": 0, "warning": 1, "note": 2}
    unique = dict.fromkeys(findings)
    return tuple(
        sorted(
            unique,
            key=lambda f: (rank[f.severity], f.file, f.rule, f.place, f.sentence, f.paragraph, f.message),
        )
    )
