"""Rules of the normaliser for people's titles, Roman numerals, and abbreviations of words."""

from __future__ import annotations

import re

from everyread.narration.numbers import letters, number, ordinal, roman
from everyread.narration.rules import Stage, one_of, rule, table

TITLE_WORDS = {
    "Drs": "Doctors", "Dr": "Doctor", "Prof": "Professor", "Profs": "Professors", "Revd": "Reverend",
    "Rev": "Reverend", "Cllr": "Councillor", "Sgt": "Sergeant", "Capt": "Captain", "Lt": "Lieutenant",
    "Mr": "Mr", "Mrs": "Mrs", "Ms": "Ms", "Mx": "Mx", "Supt": "Superintendent", "Messrs": "Messrs",
}  # fmt: skip
_NUMBERED = (
    "Type|Part|Phase|Chapter|Stage|Grade|Class|Section|Volume|Vol|Bipolar|War|Factor|Level|Schedule|Article|"
    "Appendix|Table|Figure|Group|Category|Act|Book|Nerve|Title|Annex|Tier|Mark|Complex"
)
_MONARCHS = (
    "Henry|Charles|Elizabeth|George|Edward|James|William|Richard|Mary|John Paul|Benedict|Louis|Pius|Philip|"
    "Leo|Francis|Catherine|Victoria|Alexander|Nicholas|Frederick|Felipe|Juan Carlos|Margrethe"
)
# "the type I have" is a person speaking, "type I diabetes" is a numeral.
_AFTER_PRONOUN = (
    r"(?!\s(?:am|have|had|was|like|think|want|use|need|feel|take|took|love|know|do|did|can|could|would|will|"
    r"get|got|used|said|found|mean|see|saw|read|wrote|play|played|might|may|must|should|ever|never|also|"
    r"still|always|call|came|chose|bought|prefer|remember|hope|believe|enjoy|enjoyed|work|worked|go|went)"
    r"\b|'[mvdl])"
)
_MINUSCULE = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10}


def _numbered(match: re.Match[str]) -> str | None:
    values = [roman(numeral) for numeral in re.findall(r"[IVXLC]+", match[2])]
    if None in values:
        return None
    said = re.sub(r"[IVXLC]+", lambda numeral: number(str(roman(numeral[0]))), match[2])
    return f"{match[1]} {said.replace('/', ' or ').replace('-', ' to ').replace('–', ' to ')}"


def _monarch(match: re.Match[str]) -> str | None:
    value = roman(match[2])
    return f"{match[1]} the {ordinal(value)}" if value else None


NUMERALS = Stage("Roman numerals", (
    rule("roman-numeral", rf"\b((?i:{_NUMBERED}))\s([IVXLC]+(?:(?:/|\sand\s|\sor\s|\sto\s|-|–)[IVXLC]+)*)\b"
         rf"(?!\.[A-Z]){_AFTER_PRONOUN}", _numbered),
    rule("monarch", rf"\b((?:(?:King|Queen|Pope|Tsar)\s)(?:{_MONARCHS}|[A-Z][a-z]+))\s([IVX]+)(?![\w.])",
         _monarch),
    rule("monarch-alone", rf"\b({_MONARCHS})\s([IVX]{{2,5}}|[VX]|I(?=[,;:!?)]|'s|\.?$))(?![\w.])", _monarch),
    rule("century", r"\b([IVX]{2,5})(?:th)?(?=\scentury)", lambda m: _nth(m[1])),
    rule("roman-in-brackets", rf"\(({one_of(_MINUSCULE)})\)",
     lambda m: f", {number(str(_MINUSCULE[m[1]]))},"),
), re.compile(r"[IVXLC]\b|\([ivx]+\)"))  # fmt: skip


def _nth(numeral: str) -> str | None:
    value = roman(numeral)
    return ordinal(value) if value else None


def _title(match: re.Match[str]) -> str:
    initials = f" {letters(match['initials'])} " if match["initials"] else ""
    return TITLE_WORDS[match["title"]] + initials


_STREETS = (
    "High|Bond|Oxford|Baker|Liverpool|Downing|Harley|Regent|Fleet|Church|Mill|King|Queen|Market|Station|Bridge|"
    "Castle|George|Main|Park|London|West|East|North|South|New|Wimpole|Victoria|Albert|Chapel|School|Green|Cross"
)
_ADDRESS = r"(?P<keep>\b\d+[A-Za-z]?,?\s(?:(?:[A-Z][a-z']+|St\b\.?)\s){1,3})"
_NOT_NAME = r"(?!\s[A-Z])"

TITLES = Stage("titles", (
    rule("house-in-drive", rf"{_ADDRESS}Dr\b\.?(?=,|$|\s?[A-Z]{{1,2}}\d|\s[a-z])", "Drive"),
    rule("house-in-street", rf"{_ADDRESS}St\b\.?", "Street"),
    rule("street", rf"(?P<keep>\b(?:{_STREETS})\s)St\b\.?", "Street"),
    rule("street-end", rf"(?<=[a-z]\s)St\b\.?{_NOT_NAME}(?=,|$|\s[a-z])", "Street"),
    rule("saint", r"\bSt\b\.?(?=\s[A-Z])", "Saint"),
    rule("saints", r"\bSS\b\.?(?=\s[A-Z][a-z]+\sand\s)", "Saints"),
    rule("right-honourable", r"\bRt\.?\sHon\b\.?", "Right Honourable"),
    rule("honorary", r"\bHon\.?(?=\s(?:Secretary|Sec|Treasurer|President|Member|Chair|Fellow|Consultant))",
         "Honorary"),
    rule("title", rf"\b(?P<title>{one_of(TITLE_WORDS)})(?![\w'])\.?"
         r"(?:\s(?P<initials>(?:[A-Z]\b\.?\s?){1,3})(?=[A-Z][a-z]|O'[A-Z]))?", _title),
    rule("junior", r"(?<=[a-z]),?\sJr\b\.?", " Junior"),
    rule("senior", r"(?<=[a-z]),?\sSr\b\.?", " Senior"),
), re.compile(r"\b(?:[A-Z][a-z]{1,6}|SS)\b"))  # fmt: skip

_POINT = r"(?=\s[a-z\d(£]|[,;:)])"
"""What follows a full stop that belongs to the abbreviation before it, and ends no sentence."""

ABBREVIATIONS = Stage("abbreviations", (
    *table((
        ("illness", r"\bME\b", "M.E."),
        ("for-example", r"(?i:\be\.g\b\.?|\beg\b\.?)(?![\w.]),?", "for example,"),
        ("that-is", r"(?i:\bi\.e\b\.?)(?![\w.]),?|\bie\b\.?(?![\w.]),?", "that is,"),
        ("et-cetera", r"\betc\b\.?(?=\s[a-z]|[,;:)!?])", "et cetera"),
        ("et-cetera-end", r"\betc\b\.?", "et cetera."),
        ("versus", r"\bvs\b\.?|(?<=\s)v\.?(?=\s[A-Z])", "versus"),
        ("and-others", r"\bet al\b(?:\.(?!\s[A-Z]))?", "and others"),
        ("approximately", r"\b[Aa]pprox\b\.?", "approximately"),
        ("circa", r"\b(?:ca\.|c\.)\s?(?=\d)", "about "),
        ("compare", r"\bcf\b\.?(?=\s)", "compare"),
        ("namely", r"\bviz\b\.?,?", "namely,"),
        ("number-sign", r"\bNo\.\s?(?=\d)|\bno\.\s?(?=\d)|№\s?|\bNo\s(?=10\b(?:\sDowning|,|$|\.))",
         "number "),
        ("numbers-sign", r"\b(?:Nos|nos)\.\s?(?=\d)", "numbers "),
        ("pages", r"\bpp\.?\s?(?=\d)", "pages "),
        ("page", r"\bp\.\s?(?=\d)", "page "),
        ("page-after-word", r"(?P<keep>\b(?:[Ss]ee|[Oo]n|[Ff]rom|[Tt]urn\sto|[Cc]ontinued)\s|\()p\s?(?=\d)",
         "page "),
        ("figures", r"\b(?:Figs|figs)\.\s?(?=\d)", "figures "),
        ("figure", r"\b(?:Fig|fig)\.\s?(?=\d)", "figure "),
        ("volume", r"\b(?:Vol|vol)\.\s?(?=\d)", "volume "),
        ("chapter", r"\b(?:Ch|ch|Chap|chap)\.\s?(?=\d)", "chapter "),
        ("section", r"\b(?:Sec|Sect|sect)\.\s?(?=\d)", "section "),
        ("paragraph", r"\b(?:Para|para)\.?\s?(?=\d)", "paragraph "),
        ("paragraphs", r"\b(?:Paras|paras)\.?\s?(?=\d)", "paragraphs "),
        ("reference", r"\b(?:[Rr]ef)\.\s?(?=[\d:A-Z])", "reference "),
        ("road", r"(?<=[a-z]\s)Rd\b\.?", "Road"),
        ("avenue", r"(?<=[a-z]\s)Ave\b\.?", "Avenue"),
        ("lane", r"(?<=[a-z]\s)Ln\b\.?", "Lane"),
        ("square-place", r"(?<=[a-z]\s)Sq\b\.?", "Square"),
        ("crescent", r"(?<=[a-z]\s)Cres\b\.?", "Crescent"),
        ("gardens", r"(?<=[a-z]\s)Gdns\b\.?", "Gardens"),
        ("limited", r"\bLtd\b\.?", "Limited"),
        ("and-company", r"(?<=[a-z]\s)(?:and|&)\sCo\b\.?", "and Company"),
        ("public-company", r"\bplc\b", "P.L.C."),
        ("brothers", r"(?<=[a-z]\s)Bros\b\.?", "Brothers"),
        ("incorporated", r"(?<=[a-z])(?:,\s|\s)Inc\b\.?", " Incorporated"),
        ("including", r"\bincl?\b\.?(?=\s)", "including"),
        ("excluding", r"\bexcl?\b\.", "excluding"),
        ("maximum", rf"\b[Mm]ax\.{_POINT}", "maximum"),
        ("minimum", rf"\b[Mm]in\.{_POINT}(?<!\d\smin\.)", "minimum"),
        ("department", r"\b[Dd]ept\b\.?", "department"),
        ("government", r"\b[Gg]ovt\b\.?", "government"),
        ("association", r"\b[Aa]ssoc\b\.?(?=\s)", "association"),
        ("appointment", r"\b[Aa]ppt\b\.?", "appointment"),
        ("appointments", r"\b[Aa]ppts\b\.?", "appointments"),
        ("miscellaneous", r"\b[Mm]isc\b\.?", "miscellaneous"),
        ("temperature", rf"\b[Tt]emp\.{_POINT}", "temperature"),
        ("date-of-birth", r"\b(?:[Dd]\.?[Oo]\.?[Bb]\b\.?)", "date of birth"),
        ("as-soon-as-possible", r"\b(?:asap|ASAP)\b", "as soon as possible"),
        ("to-be-confirmed", r"\b(?:tbc|TBC)\b", "to be confirmed"),
        ("to-be-announced", r"\b(?:tba|TBA)\b", "to be announced"),
        ("also-known-as", r"\b(?:a\.?k\.?a|AKA)\b\.?", "also known as"),
        ("note-well", r"\bN\.?B\b\.?:?", "note:"),
        ("postscript", r"\bP\.?S\b[.:]\s", "P.S. "),
        ("week-commencing", r"\bw/c\b", "week commencing"),
        ("week-ending", r"\bw/e\b", "week ending"),
        ("without", r"\bw/o\b", "without"),
        ("with-short", r"\bw/(?=\s)", "with"),
        ("care-of", r"\bc/o\b", "care of"),
        ("not-applicable", r"\b[nN]/[aA]\b", "not applicable"),
        ("and-or", r"\band\s?/\s?or\b", "and or"),
        ("he-or-she", r"\b(?:s/he|S/he|\(s\)he)\b", "he or she"),
        ("aged-years", r"\by/o\b", "years old"),
        ("years-old", r"(?<=\d)\s?yo\b", " years old"),
        ("doctor-of-philosophy", r"\bPh\.?D\b\.?", "P.H.D."),
        ("doctor-of-oxford", r"\bDPhil\b", "D. Phil"),
        ("bachelor-of-science", r"\bB\.?Sc\b\.?", "B.S.C."),
        ("master-of-science", r"\bM\.?Sc\b\.?", "M.S.C."),
        ("bachelor-of-medicine", r"\bMBChB\b", "M.B.C.H.B."),
        ("acidity", r"\bpH\b", "P.H."),
    )),
), re.compile(
    r"№|/|\(s\)|\bME\b|\bpp?\s?\d|\bNo 10|[Vv][Ss]\b|\b(?:ca?|pp?|[Nn]os?|[Ff]igs?|[Vv]ol|[Cc]h|[Cc]hap|"
     r"[Ss]ect?|[Rr]ef|"
    r"[Mm]ax|[Mm]in|[Tt]emp)\.|\b(?:[Ee]\.?[Gg]|[Ii]\.?[Ee]|etc|v|et al|[Aa]pprox|cf|viz|Rd|Ave|Ln|Sq|Cres"
     r"|Gdns|Ltd|Co|"
    r"plc|Bros|Inc|incl?|excl?|[Dd]ept|[Gg]ovt|[Aa]ssoc|[Aa]ppts?|[Mm]isc|[Dd]\.?[Oo]\.?[Bb]|asap|ASAP|tb"
     r"[ac]|TB[AC]|"
    r"a\.?k\.?a|AKA|N\.?B|P\.?S|yo|Ph\.?D|DPhil|B\.?Sc|M\.?Sc|MBChB|pH|[Pp]aras?)\b"
))  # fmt: skip
