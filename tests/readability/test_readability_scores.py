"""Scores, reasons and the gate, on texts whose counts were made by hand."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from everyread.article import (
    Article,
    Cell,
    Heading,
    Item,
    Listing,
    Paragraph,
    Run,
    Source,
    Table,
    article_adapter,
    unsplit,
)
from everyread.findings import RULES
from everyread.readability.measured import Measured, measured_sentences, plain
from everyread.readability.pronunciation import Pronunciations, bundled, syllables_of
from everyread.readability.reasons import hard_words, hardest
from everyread.readability.scores import LEAST_WORDS, named_scores, offline_textstat
from everyread.readability.task import ReadabilityOrder, readability_task, score
from everyread.sentences import segment
from everyread.store import Store

EASY = "The cat sat on the mat. The dog ran to the door. " * 12
HARD = (
    "Considerable international deliberation concerning immunological abnormalities, notwithstanding "
    "methodological inconsistencies, demonstrates extraordinary heterogeneity in symptomatology. "
) * 10


def article(*texts: str, title: str = "A plain title here") -> Article:
    blocks = tuple(Paragraph(unsplit(Run(text))) for text in texts)
    return segment(Article(unsplit(Run(title))[0], blocks, Source("flu.md", "0" * 64, "markdown")))


def keep(store: Store, made: Article) -> str:
    return store.put(article_adapter().dump_json(made))


def measured(*texts: str) -> list[Measured]:
    return [Measured(f"s{number:04d}", text, plain(text)) for number, text in enumerate(texts, start=1)]


# Counted by a person, as a British reader says them.
@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("the", 1),
        ("near", 1),
        ("people", 2),
        ("little", 2),
        ("tumbled", 2),
        ("didn't", 2),
        ("rhythm", 2),
        ("immune", 2),
        ("fatigue", 2),
        ("serious", 3),
        ("area", 3),
        ("cytokine", 3),
        ("cytokines", 3),
        ("nurses", 2),
        ("nurse's", 2),
        ("doctor's", 2),
        ("encephalomyelitis", 8),
        ("nhs", 3),
        ("www", 9),
    ],
)
def test_syllables_are_counted_as_they_are_spoken(word: str, count: int) -> None:
    assert bundled().syllables(word) == count


def test_the_word_list_has_the_shape_that_textstat_reads() -> None:
    words = bundled()
    assert isinstance(words, Mapping)
    assert len(words) > 150_000
    assert [phone for phone in words["people"][0] if phone[-1].isdigit()] == ["V0", "V0"]
    assert "qzxjkvbw" not in words


@given(st.text(max_size=30))
def test_any_word_is_counted_or_refused(word: str) -> None:
    try:
        assert bundled().syllables(word) >= 1
    except KeyError:
        assert word not in bundled()


def test_a_pronunciation_without_a_vowel_is_one_syllable() -> None:
    assert syllables_of("ʃ") == 1
    assert Pronunciations({"sh": "ʃ"}).syllables("sh") == 1


def test_flesch_of_a_known_sentence() -> None:
    # 6 words, 1 sentence, 6 syllables: 206.835 - 1.015 * 6 - 84.6 * 1
    assert offline_textstat().flesch_reading_ease("The cat sat on the mat.") == pytest.approx(116.145)


def test_scores_need_no_download_and_no_network() -> None:
    """In a process of its own, so that nothing is remembered from before."""
    program = """
import socket, nltk
def refuse(*args, **kwargs):
    raise AssertionError("the network was asked")
socket.socket.connect = refuse
socket.create_connection = refuse
socket.getaddrinfo = refuse
nltk.download = refuse
from everyread.readability.measured import Measured
from everyread.readability.scores import named_scores
scores = named_scores([Measured("s1", "", "The fatigued patients rested quietly at home.")] * 30)
assert all(value is not None for value in scores.values()), scores
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_without_our_pronunciations_textstat_would_download() -> None:
    """The guard above can fail: this is what it guards against."""
    program = """
import nltk
def refuse(*args, **kwargs):
    raise AssertionError("the network was asked")
nltk.download = refuse
nltk.data.path.clear()
import textstat
textstat.flesch_reading_ease("The cat sat on the mat.")
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert "the network was asked" in done.stderr


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("Take 2.5 mg, e.g. at night.", "Take 25 mg, eg at night."),
        ("Key facts", "Key facts."),
        ("Rest! Rest! You must rest now.", "Rest Rest You must rest now."),
        ("What is ME/CFS?", "What is ME CFS."),
        ("Pain – and fatigue – last:", "Pain and fatigue last."),
        ("Write to https://example.org/help or help@example.org today.", "Write to or today."),
        ("See www.example.org.uk", "See."),
        ("…", ""),
        ("", ""),
    ],
)
def test_a_sentence_is_handed_over_with_one_full_stop(text: str, counted: str) -> None:
    assert plain(text) == counted


@given(st.text(max_size=200))
def test_every_sentence_counts_as_one_or_none(text: str) -> None:
    counted = plain(text)
    assert counted.count(".") == (1 if counted else 0)


def test_textstat_sees_the_sentences_we_see() -> None:
    made = article("Take 2.5 mg, i.e. half a tablet. Dr. Smith agrees with that! Does it help you?")
    sentences = measured_sentences(made)
    assert len(sentences) == 4
    text = " ".join(sentence.plain for sentence in sentences)
    assert offline_textstat().sentence_count(text) == 4


def test_headings_and_bullets_do_not_join_their_neighbours() -> None:
    heading = Heading(unsplit(Run("Some key facts here")))
    items = tuple(
        Item((Paragraph(unsplit(Run(text))),)) for text in ("Rest helps you", "Pace yourself every day")
    )
    made = segment(
        Article(unsplit(Run("A title"))[0], (heading, Listing(items)), Source("a.md", "0" * 64, "markdown"))
    )
    assert [sentence.plain for sentence in measured_sentences(made)] == [
        "A title.",
        "Some key facts here.",
        "Rest helps you.",
        "Pace yourself every day.",
    ]


def test_tables_are_not_measured() -> None:
    table = Table(head=(Cell(unsplit(Run("Date"))),), rows=((Cell(unsplit(Run("Heterogeneity"))),),))
    made = segment(Article(unsplit(Run("Title"))[0], (table,), Source("a.md", "0" * 64, "markdown")))
    assert [sentence.plain for sentence in measured_sentences(made)] == ["Title."]


def test_sentences_of_two_words_do_not_lengthen_the_others() -> None:
    """textstat drops such a sentence but keeps its words, which would make the rest look longer."""
    long = ["The cat sat on the mat today."] * 20
    alone = named_scores(measured(*long))
    among = named_scores(measured(*long, *["I rest."] * 20))
    assert among == alone
    assert alone["flesch_kincaid_grade"] is not None


@settings(max_examples=15, deadline=None)
@given(
    st.permutations(
        ["The cat sat on the mat.", "Considerable deliberation followed.", "We rest at noon each day."]
    )
)
def test_the_order_of_sentences_does_not_matter(texts: list[str]) -> None:
    assert named_scores(measured(*texts * 10)) == named_scores(measured(*sorted(texts) * 10))


def test_hard_text_scores_harder_than_easy_text(store: Store) -> None:
    easy = score(ReadabilityOrder(keep(store, article(EASY)), 13.0), store).facts
    hard = score(ReadabilityOrder(keep(store, article(HARD)), 13.0), store).facts
    assert easy["flesch_kincaid_grade"] < 3 < 18 < hard["flesch_kincaid_grade"]
    assert easy["flesch_reading_ease"] > 90 > 0 > hard["flesch_reading_ease"]
    assert easy["hardest"] == []
    assert easy["hard_words"] == []
    assert hard["hard_words"][0] == "considerable"
    assert len(hard["hardest"]) == 10


@pytest.mark.fires("RDB-001")
def test_the_gate_warns_above_the_target_and_only_then(store: Store) -> None:
    digest = keep(store, article(HARD))
    finding = score(ReadabilityOrder(digest, 13.0), store).findings[0]
    assert (finding.rule, finding.file, finding.severity) == ("RDB-001", "flu.md", "warning")
    grade = score(ReadabilityOrder(digest, 13.0), store).facts["flesch_kincaid_grade"]
    assert score(ReadabilityOrder(digest, grade), store).findings == ()


@pytest.mark.fires("RDB-002")
@pytest.mark.parametrize("words", [0, LEAST_WORDS - 20])
def test_too_little_text_is_said_and_not_scored(store: Store, words: int) -> None:
    made = article("The cat sat here. " * (words // 4)) if words else article()
    receipt = score(ReadabilityOrder(keep(store, made), 13.0), store)
    assert [finding.rule for finding in receipt.findings] == ["RDB-002"]
    assert receipt.facts["flesch_kincaid_grade"] is None


def test_reasons_name_what_makes_a_sentence_hard() -> None:
    text = (
        "The immunological investigation, which took many years, cost a great deal, involved many teams, "
        "and (so far) has not ended in an answer for anybody."
    )
    (worst,) = hardest(measured(text))
    assert worst["id"] == "s0001"
    assert worst["words"] == 25
    assert "25 words" in worst["why"]
    assert "immunological, investigation" in worst["why"]
    assert "commas" in worst["why"]
    assert "brackets" in worst["why"]


def test_names_acronyms_and_inflections_are_not_hard_words() -> None:
    texts = (
        "We met Alexandria and Alexandria's doctor.",
        "The AIRWAYS increases cost.",
        "A cytokine did it.",
    )
    assert hard_words(measured(*texts)) == ["cytokine"]


def test_the_real_article_is_measured_without_its_menu(store: Store, samples) -> None:  # type: ignore[no-untyped-def]
    lines = (samples / "low-level-immune-system-activation.txt").read_text("utf-8").splitlines()[4:-4]
    facts = score(ReadabilityOrder(keep(store, article(*lines)), 13.0), store).facts
    assert 12 < facts["flesch_kincaid_grade"] < 16
    assert 30 < facts["flesch_reading_ease"] < 45
    assert facts["hard_words"][0] == "cytokine"


def test_the_key_follows_the_target_and_the_text(store: Store) -> None:
    one, other = keep(store, article(EASY)), keep(store, article(HARD))
    keys = {readability_task(digest, target).key for digest in (one, other) for target in (11.0, 13.0)}
    assert len(keys) == 4
    assert readability_task(one, 13.0, title="Flu").key == readability_task(one, 13.0).key


def test_making_a_task_loads_no_engine() -> None:
    program = (
        "import sys; from everyread.readability.task import readability_task; "
        "readability_task('0' * 64, 13.0); "
        "assert not {'textstat', 'nltk', 'hibari', 'onnxruntime'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


def test_no_socket_is_opened_here_either(monkeypatch: pytest.MonkeyPatch, store: Store) -> None:
    def refuse(*args: object, **kwargs: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket, "socket", refuse)
    assert score(ReadabilityOrder(keep(store, article(EASY)), 13.0), store).facts["words"] > 100


def test_our_rules_are_declared() -> None:
    assert {"RDB-001", "RDB-002"} <= set(RULES)
