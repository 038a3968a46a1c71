"""The scoring of an article as a task: its facts, its findings, and what cannot be scored."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from everyread.article import (
    Article,
    Block,
    Cell,
    Item,
    Listing,
    Paragraph,
    Run,
    Source,
    Table,
    article_adapter,
    unsplit,
)
from everyread.readability import grammar
from everyread.readability.language import is_english
from everyread.readability.measured import measured_sentences, written_words
from everyread.readability.model import model
from everyread.readability.profile import profiles_adapter
from everyread.readability.pronunciation import Pronunciations, bundled, syllables_of
from everyread.readability.scoring import LEAST_WORDS
from everyread.readability.task import ReadabilityOrder, readability_task, score
from everyread.sentences import segment
from everyread.store import Store
from everyread.work import Receipt

EASY = "The cat sat on the mat. The dog ran to the door. " * 12
HARD = (
    "Considerable international deliberation concerning immunological abnormalities, notwithstanding "
    "methodological inconsistencies, demonstrates extraordinary heterogeneity in symptomatology. "
) * 10
# The first article of the Universal Declaration of Human Rights.
RIGHTS = {
    "Welsh": "Genir pawb yn rhydd ac yn gydradd â'i gilydd mewn urddas a hawliau. Fe'u cynysgaeddir â rheswm "
    "a chydwybod, a dylai pawb ymddwyn y naill at y llall mewn ysbryd cymodlon.",
    "Irish": "Saolaítear gach duine den chine daonna saor agus comhionann i ndínit agus i gcearta. Tá bua an "
    "réasúin agus an choinsiasa acu agus ba cheart dóibh gníomhú i dtreo a chéile i spiorad bhráithreachais.",
    "German": "Alle Menschen sind frei und gleich an Würde und Rechten geboren. Sie sind mit Vernunft und "
    "Gewissen begabt und sollen einander im Geist der Brüderlichkeit begegnen.",
    "Dutch": "Alle mensen worden vrij en gelijk in waardigheid en rechten geboren. Zij zijn begiftigd met "
    "verstand en geweten, en behoren zich jegens elkander in een geest van broederschap te gedragen.",
    "French": "Tous les êtres humains naissent libres et égaux en dignité et en droits. Ils sont doués de "
    "raison et de conscience et doivent agir les uns envers les autres dans un esprit de fraternité.",
    "Spanish": "Todos los seres humanos nacen libres e iguales en dignidad y derechos y, dotados como están "
    "de razón y conciencia, deben comportarse fraternalmente los unos con los otros.",
    "Polish": "Wszyscy ludzie rodzą się wolni i równi pod względem swej godności i swych praw. Są oni "
    "obdarzeni rozumem i sumieniem i powinni postępować wobec innych w duchu braterstwa.",
    "Ukrainian": "Всі люди народжуються вільними і рівними у своїй гідності та правах. Вони наділені розумом "
    "і совістю і повинні діяти у відношенні один до одного в дусі братерства.",
}


def paragraph(text: str, language: str = "") -> Paragraph:
    return Paragraph(unsplit(Run(text, language=language)))


def article(*blocks: Block | str, title: str = "A plain title here") -> Article:
    made = tuple(paragraph(block) if isinstance(block, str) else block for block in blocks)
    return segment(Article(unsplit(Run(title))[0], made, Source("flu.md", "0" * 64, "markdown")))


def scored(store: Store, made: Article, said: tuple[tuple[str, str], ...] = ()) -> Receipt:
    return score(ReadabilityOrder(store.put(article_adapter().dump_json(made)), said), store)


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
from everyread.readability.scores import textstat_scores
from everyread.readability.scoring import score_sentences
sentences = [Measured("s1", "The fatigued patients rested quietly at home.")] * 30
assert score_sentences(sentences, {}).age is not None
assert all(value is not None for value in textstat_scores(sentences).values())
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_what_would_download_is_not_even_loaded() -> None:
    program = """
import sys
from everyread.readability.scores import offline_textstat
assert offline_textstat().syllable_count("extraordinary") == 5
assert "nltk" not in sys.modules
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


def test_hard_text_scores_harder_than_easy_text(store: Store) -> None:
    easy, hard = scored(store, article(EASY)).facts, scored(store, article(HARD)).facts
    assert easy["flesch_kincaid_grade"] < 3 < 18 < hard["flesch_kincaid_grade"]
    assert easy["flesch_reading_ease"] > 90 > 0 > hard["flesch_reading_ease"]
    assert easy["reading_age"] < 7 < 16 < hard["reading_age"]
    assert easy["hard_words"] == []
    assert {"immunological", "heterogeneity"} <= set(hard["hard_words"])


def test_what_the_receipt_holds(store: Store) -> None:
    receipt = scored(store, article(EASY, title="Cats"))
    facts = receipt.facts
    assert (facts["words"], facts["sentences"]) == (145, 25)
    assert facts["counts"]["words"] == 144
    assert facts["counts"]["sentences"] == 24
    assert facts["textstat"]["flesch_reading_ease"] == pytest.approx(facts["flesch_reading_ease"], abs=1)
    assert facts["reading_age_margin"] > 1
    hard = scored(store, article(HARD)).facts
    total = sum(hard["reading_age_parts"].values())
    assert total == pytest.approx(hard["reading_age"] - model().middle, abs=0.6)
    profiles = profiles_adapter().validate_json(store.get(receipt.files["sentences"]))
    assert [profile.id for profile in profiles] == [f"s{number:04d}" for number in range(1, 26)]
    assert profiles[0].kind == "title"
    assert not profiles[0].counted


def test_the_lexicon_changes_how_a_word_is_counted(store: Store) -> None:
    made = article(EASY + "We had a CPET.")
    plain = scored(store, made).facts["counts"]["syllables"]
    assert scored(store, made, (("CPET", "see-pet"),)).facts["counts"]["syllables"] == plain - 2


@pytest.mark.fires("RDB-002")
@pytest.mark.parametrize("words", [0, 1, LEAST_WORDS - 20])
def test_too_little_text_is_said_and_not_scored(store: Store, words: int) -> None:
    receipt = scored(store, article("word " * words) if words else article())
    assert [finding.rule for finding in receipt.findings] == ["RDB-002"]
    assert receipt.facts["flesch_kincaid_grade"] is None
    assert receipt.facts["reading_age"] is None
    assert set(receipt.facts["textstat"].values()) == {None}


def test_an_article_that_is_only_a_table_is_said_to_be_one(store: Store) -> None:
    row = tuple(Cell(unsplit(Run(text))) for text in ("Monday", "Rest, then a short walk", "Tea"))
    receipt = scored(store, article(Table(row, (row,) * 40)))
    assert [finding.rule for finding in receipt.findings] == ["RDB-002"]
    assert "Most of it is a table." in receipt.findings[0].message
    assert receipt.facts["reading_age"] is None
    assert receipt.facts["counts"]["words"] == 0


@pytest.mark.fires("RDB-021")
@pytest.mark.parametrize("language", RIGHTS)
def test_another_language_is_said_and_not_scored(store: Store, language: str) -> None:
    receipt = scored(store, article(*[RIGHTS[language]] * 6))
    assert [finding.rule for finding in receipt.findings] == ["RDB-021"]
    assert receipt.facts["reading_age"] is None
    assert receipt.findings[0].severity == "warning"


def test_a_foreign_paragraph_does_not_change_the_score_of_the_rest(store: Store) -> None:
    alone = scored(store, article(EASY))
    marked = paragraph("Short words.", language="cy")
    mixed = scored(store, article(EASY, RIGHTS["Welsh"], marked))
    assert mixed.facts["reading_age"] == alone.facts["reading_age"]
    assert [finding.rule for finding in mixed.findings] == ["RDB-021"]
    assert mixed.findings[0].message.startswith("3 sentences are not in English")


@pytest.mark.parametrize(
    "text",
    [
        "headaches, sore throat, tender glands, muscle pain, poor sleep, dizziness, nausea, brain fog",
        "Aw human sowels is born free and equal in dignity and richts. They are tochered wi mense and wit.",
        "Myalgic encephalomyelitis (ME/CFS) is a long-term condition that affects many parts of the body.",
    ],
)
def test_unusual_english_is_still_english(text: str) -> None:
    assert is_english(written_words(text))


@pytest.mark.fires("RDB-020")
def test_an_editor_is_told_where_textstat_is_far_off(store: Store) -> None:
    items = Listing(
        tuple(Item((paragraph(text),)) for text in ("Rest well", "Drink plenty of water daily") * 25)
    )
    receipt = scored(store, article(items))
    assert [finding.rule for finding in receipt.findings] == ["RDB-020"]
    assert "it sees 1 sentences where there are 50" in receipt.findings[0].message
    assert scored(store, article(EASY)).findings == ()


@pytest.mark.fires("RDB-022")
def test_a_text_of_a_hundred_thousand_words_is_parsed_in_part(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(grammar, "MOST_WORDS", 1_000)  # less than the program parses, for the sake of time
    texts = [
        f"The nurse on ward {number} came to see me, and she was kind to us all." for number in range(6_700)
    ]
    made = article(*texts)
    assert made.word_count() > 100_000
    receipt = scored(store, made)
    assert "RDB-022" in {finding.rule for finding in receipt.findings}
    profiles = profiles_adapter().validate_json(store.get(receipt.files["sentences"]))
    parsed = [profile for profile in profiles if profile.parsed]
    assert grammar.MOST_WORDS <= sum(profile.words for profile in parsed) < grammar.MOST_WORDS + 50
    assert all(abs(profile.age - parsed[0].age) < 4 for profile in profiles[1:])


def test_one_endless_sentence_is_measured_too(store: Store) -> None:
    receipt = scored(store, article("and then we went home " * 4_000))
    assert receipt.facts["counts"]["sentences"] == 1
    assert receipt.facts["reading_age"] is not None


def test_the_real_article_is_measured_without_its_menu(store: Store, samples) -> None:  # type: ignore[no-untyped-def]
    lines = (samples / "low-level-immune-system-activation.txt").read_text("utf-8").splitlines()[4:-4]
    facts = scored(store, article(*(line for line in lines if line.strip()))).facts
    assert 12 < facts["flesch_kincaid_grade"] < 16
    assert 30 < facts["flesch_reading_ease"] < 45
    assert 15 < facts["reading_age"] < 20
    assert facts["hard_words"][0] == "cytokine"


def test_the_key_follows_the_text_and_the_lexicon(store: Store) -> None:
    one, other = (store.put(article_adapter().dump_json(article(text))) for text in (EASY, HARD))
    keys = {readability_task(digest, said).key for digest in (one, other) for said in ((), (("A", "ay"),))}
    assert len(keys) == 4
    assert readability_task(one, title="Flu").key == readability_task(one).key


def test_the_same_article_gives_the_same_bytes(store: Store) -> None:
    made = article(EASY, HARD)
    assert scored(store, made) == scored(store, made)
    assert measured_sentences(made) == measured_sentences(made)


def test_making_a_task_loads_no_engine() -> None:
    program = (
        "import sys; from everyread.readability.task import readability_task; "
        "readability_task('0' * 64); "
        "assert not {'textstat', 'nltk', 'hibari', 'onnxruntime', 'spacy', 'wordfreq'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


def test_no_socket_is_opened_here_either(monkeypatch: pytest.MonkeyPatch, store: Store) -> None:
    def refuse(*args: object, **kwargs: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket, "socket", refuse)
    assert scored(store, article(EASY)).facts["words"] > 100
