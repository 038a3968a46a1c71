"""The gate: targets, the past, what an editor accepts, and that nothing passes by measuring nothing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from everyread.errors import InputError
from everyread.readability.accepted import ACCEPTED_FILE, Accepted, Entry, accept, read_accepted
from everyread.readability.gate import Judgement, Subject, judge, judge_easy_read
from everyread.readability.history import (
    History,
    PastArticle,
    PastIssue,
    age_of,
    is_before,
    order_of,
    read_history,
)
from everyread.settings import Settings

NO_PAST = History()
NOBODY = Accepted()


def subject(age: float | None, file: str = "flu.md", section: str = "", **more: Any) -> Subject:
    return Subject(file, section, more.pop("words", 500), age, **more)


def settings(**tables: Any) -> Settings:
    return Settings.model_validate(tables)


def past(*ages: float, section: str = "") -> History:
    return History(
        (PastIssue("spring-2026", "Spring", tuple(PastArticle("A", section, 9, a) for a in ages)),)
    )


def judged(
    *subjects: Subject, history: History = NO_PAST, accepted: Accepted = NOBODY, **tables: Any
) -> Judgement:
    return judge(subjects, settings(**tables), history, accepted)


def rules(judgement: Judgement) -> list[str]:
    return [finding.rule for finding in judgement.findings]


@pytest.mark.fires("RDB-040")
def test_above_the_target_it_warns_and_only_there() -> None:
    judgement = judged(subject(14.1), subject(14.0, "rest.md"))
    assert rules(judgement) == ["RDB-040"]
    assert judgement.findings[0].file == "flu.md"
    assert "age 14.1; its target is 14" in judgement.findings[0].message
    assert [verdict.state for verdict in judgement.articles] == ["above", "meets"]
    assert not judgement.blocks


@pytest.mark.fires("RDB-041")
def test_it_holds_back_where_it_is_told_to() -> None:
    judgement = judged(subject(15.0), gates={"when_harder": "block"})
    assert (rules(judgement), judgement.blocks) == (["RDB-041"], True)
    assert judgement.articles[0].state == "blocked"


def test_the_nearest_setting_counts() -> None:
    tables = {
        "gates": {
            "reading_age": 12,
            "section": [{"name": "Research", "reading_age": 16, "when_harder": "block"}],
        },
        "article": [{"file": "law.md", "reading_age": 18, "when_harder": "warn"}],
    }
    subjects = (
        subject(13.0),
        subject(15.0, "digest.md", "Research"),
        subject(17.0, "trial.md", "Research"),
        subject(17.0, "law.md", "Research"),
    )
    judgement = judged(*subjects, **tables)
    assert [verdict.target for verdict in judgement.articles] == [12, 16, 16, 18]
    assert [verdict.state for verdict in judgement.articles] == ["above", "meets", "blocked", "meets"]


def test_an_easy_read_has_a_target_of_its_own() -> None:
    found = judge_easy_read("flu.md", 11.5, settings())
    assert [each.rule for each in found] == ["RDB-040"]
    assert "The easy read reads at age 11.5; its target is 11" in found[0].message
    assert judge_easy_read("flu.md", 10.5, settings()) == ()
    eased = settings(article=[{"file": "flu.md", "easy_read_age": 12}])
    assert judge_easy_read("flu.md", 11.5, eased) == ()


def test_an_easy_read_never_holds_its_article_back() -> None:
    found = judge_easy_read("flu.md", 19.0, settings(gates={"when_harder": "block"}))
    assert [each.severity for each in found] == ["warning"]


def test_the_issue_may_have_a_target_and_each_word_counts_once() -> None:
    judgement = judged(
        subject(18.0, words=100), subject(12.0, "rest.md", words=500), gates={"reading_age": 20}
    )
    assert judgement.age == 13.0
    assert (rules(judgement), judgement.issue.state) == ([], "meets")
    strict = judged(subject(13.0), gates={"reading_age": 20, "issue_age": 12, "when_harder": "block"})
    assert (rules(strict), strict.findings[0].file, strict.blocks) == (["RDB-041"], "", True)


@pytest.mark.fires("RDB-043")
def test_nothing_may_read_harder_than_before() -> None:
    assert rules(judged(subject(13.5), history=past(13.0))) == []
    judgement = judged(subject(13.6), history=past(13.0))
    assert rules(judgement) == ["RDB-043", "RDB-043"]  # the article, and the issue
    assert "the hardest in earlier issues was 13.0" in judgement.findings[0].message
    assert judgement.articles[0].state == "harder"
    assert rules(judged(subject(13.6), history=past(13.0), gates={"ratchet": "off"})) == []


@pytest.mark.fires("RDB-044")
def test_the_ratchet_can_hold_back() -> None:
    judgement = judged(subject(13.6), history=past(12.0), gates={"ratchet": "block"})
    assert set(rules(judgement)) == {"RDB-044"}
    assert judgement.blocks


def test_the_past_is_said_with_the_target_unless_it_alone_holds_back() -> None:
    (finding, *_) = judged(subject(15.0), history=past(13.0)).findings
    assert (
        finding.rule,
        "its target is 14, and the hardest in earlier issues was 13.0" in finding.message,
    ) == (
        "RDB-040",
        True,
    )
    strict = judged(subject(15.0), history=past(13.0), gates={"ratchet": "block"})
    assert rules(strict)[:2] == ["RDB-040", "RDB-044"]


def test_a_section_is_compared_with_itself() -> None:
    history = History((*past(17.0, section="Research").issues, *past(11.0).issues))
    assert judged(subject(13.0, section="Research"), history=history).articles[0].limit == 17.0
    assert judged(subject(13.0, section="New"), history=history).articles[0].limit == 17.0


@pytest.mark.fires("RDB-045")
def test_what_an_editor_accepts_passes_with_the_reason_beside_it() -> None:
    noted = Accepted((Entry("It quotes the law.", (("flu.md", 16.0),), 16.0),))
    judgement = judged(subject(16.2), accepted=noted, history=past(12.0), gates={"when_harder": "block"})
    assert set(rules(judgement)) == {"RDB-045"}
    assert "It quotes the law." in judgement.findings[0].message
    assert (judgement.articles[0].state, judgement.blocks) == ("accepted", False)


def test_what_was_accepted_is_a_limit_too() -> None:
    noted = Accepted((Entry("It quotes the law.", (("flu.md", 12.0),)),))
    harder = judged(subject(13.0), accepted=noted)
    assert rules(harder) == ["RDB-043"]
    assert "it was accepted at 12.0" in harder.findings[0].message
    assert rules(judged(subject(12.4), accepted=noted)) == []


def test_the_newest_note_counts() -> None:
    noted = Accepted((Entry("First.", (("flu.md", 18.0),)), Entry("Then.", (("flu.md", 15.0),))))
    assert noted.of("flu.md") == (15.0, "Then.")
    assert set(rules(judged(subject(17.0), accepted=noted))) == {"RDB-040"}


@pytest.mark.fires("RDB-042")
def test_it_does_not_pass_by_measuring_nothing() -> None:
    alone = judged(subject(None))
    assert (rules(alone), alone.blocks, alone.articles[0].state) == (["RDB-042"], True, "unjudged")
    explained = judged(subject(None, explained=True))
    assert [(finding.rule, finding.file) for finding in explained.findings] == [("RDB-042", "")]
    beside = judged(subject(None, explained=True), subject(12.0, "rest.md"))
    assert rules(beside) == []


def test_a_short_notice_may_go_without_an_age() -> None:
    assert rules(judged(subject(None, words=60))) == []
    assert rules(judged()) == []
    together = judged(*(subject(None, f"{number}.md", words=60) for number in range(4)))
    assert [(finding.rule, finding.file) for finding in together.findings] == [("RDB-042", "")]


# The past


def manifest(folder: Path, name: str, *articles: dict[str, Any], title: str = "Spring") -> Path:
    path = folder / name / "issue.json"
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps({"issue": {"title": title}, "articles": articles}), "utf-8")
    return path


def record(age: object = 13.0, **more: Any) -> dict[str, Any]:
    return {"title": "A", "section": "", "words": 100, "readability": {"reading_age": age}, **more}


def test_earlier_issues_come_oldest_first_and_later_ones_not_at_all(tmp_path: Path) -> None:
    for name in ("winter-2025", "summer-2026", "spring-2026", "autumn-2026", "winter-2026"):
        manifest(tmp_path, name, record())
    found = read_history(tmp_path, tmp_path / "none", "autumn-2026")
    assert [issue.name for issue in found.issues] == ["winter-2025", "spring-2026", "summer-2026"]
    assert found.findings == ()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("winter-2025", "spring-2026"),
        ("2026-03", "2026-11"),
        ("march-2026", "november-2026"),
        ("issue-9", "issue-10"),
        ("mayfield-2025", "mayfield-2026"),
    ],
)
def test_names_say_when_an_issue_appeared(before: str, after: str) -> None:
    assert order_of(before) < order_of(after)
    assert is_before(before, after)
    assert not is_before(after, before)
    assert is_before("welcome-pack", after)


def test_an_issue_without_a_reading_age_is_known_by_its_grade() -> None:
    assert age_of({"flesch_kincaid_grade": 8.04}) == 13.0
    assert age_of({"reading_age": 12.0, "flesch_kincaid_grade": 8.0}) == 12.0
    for nothing in (
        {},
        {"reading_age": None},
        {"reading_age": "12"},
        {"reading_age": 1e9},
        {"reading_age": -3},
    ):
        assert age_of(nothing) is None


@pytest.mark.fires("RDB-046")
@pytest.mark.parametrize(
    "damage",
    [
        b"",
        b"{",
        b"[]",
        b'{"issue": {"title": "S"}, "articles": 3}',
        b'{"issue": {"title": "S"}, "articles": [{"title": 1}]}',
        b'{"issue": {"title": "S"}, "articles": [{"title": "A", "words": -1, "readability": {}}]}',
        b'{"a":' * 5000,
        b"\xff\xfe",
    ],
)
def test_a_damaged_issue_is_left_out_with_a_note(tmp_path: Path, damage: bytes) -> None:
    manifest(tmp_path, "summer-2026", record())
    path = manifest(tmp_path, "spring-2026", record())
    path.write_bytes(damage)
    found = read_history(tmp_path, tmp_path / "none", "winter-2026")
    assert [issue.name for issue in found.issues] == ["summer-2026"]
    assert [finding.rule for finding in found.findings] == ["RDB-046"]
    assert "spring-2026" in found.findings[0].message


def test_a_folder_a_pipe_or_a_huge_file_in_its_place_is_not_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "spring-2026" / "issue.json").mkdir(parents=True)
    manifest(tmp_path, "summer-2026", record())
    monkeypatch.setattr("everyread.readability.history.LARGEST", 10)
    found = read_history(tmp_path, tmp_path / "none", "winter-2026")
    assert found.issues == ()
    assert len(found.findings) == 2


def test_what_a_manifest_holds_beyond_names_and_numbers_is_passed_over(tmp_path: Path) -> None:
    manifest(
        tmp_path, "spring-2026", record("<script>"), record(14.0, held=True, rude={"a": [1]}), title="<b>"
    )
    (issue,) = read_history(tmp_path, tmp_path / "none", "winter-2026").issues
    assert [article.age for article in issue.articles] == [14.0]


def test_when_outputs_are_gone_the_editor_s_notes_are_the_past(tmp_path: Path) -> None:
    folder = tmp_path / "sources" / "spring-2026"
    folder.mkdir(parents=True)
    accept(folder, Entry("As it was.", (("a.md", 12.0), ("b.md", 14.0)), 13.1))
    (issue,) = read_history(tmp_path / "outputs", tmp_path / "sources", "winter-2026").issues
    assert (issue.title, [article.age for article in issue.articles]) == ("Spring 2026", [12.0, 14.0])


# What an editor accepts


def test_accepting_adds_to_the_end_and_changes_nothing_above(tmp_path: Path) -> None:
    first = Entry('It quotes “the law” = \\ "word" for word.', (("a b.md", 15.0),), 13.2)
    second = Entry("Still so.", (("a b.md", 15.5), ("é.md", 12.0)))
    path = accept(tmp_path, first)
    before = path.read_text("utf-8")
    path.write_text(before + "# A person wrote this.\n", "utf-8")
    accept(tmp_path, second)
    assert path.read_text("utf-8").startswith(before + "# A person wrote this.\n")
    assert read_accepted(tmp_path) == Accepted((first, second))
    assert sorted(each.name for each in tmp_path.iterdir()) == [ACCEPTED_FILE]


@given(
    st.text(min_size=1, max_size=80).filter(lambda text: any(letter.isalpha() for letter in text)), st.text()
)
def test_whatever_the_reason_the_file_can_be_read_again(
    tmp_path_factory: pytest.TempPathFactory, reason: str, file: str
) -> None:
    folder = tmp_path_factory.mktemp("accepted")
    accept(folder, Entry(reason, ((file, 14.0),)))
    (entry,) = read_accepted(folder).entries
    assert entry.articles[0][1] == 14.0
    assert "\n" not in entry.reason


@pytest.mark.parametrize("reason", ["", "  ", "...", "12"])
def test_a_reason_must_say_something(tmp_path: Path, reason: str) -> None:
    with pytest.raises(InputError, match="needs a reason"):
        accept(tmp_path, Entry(reason, ()))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "text",
    [
        "[[accepted]]\narticles = {}",
        '[[accepted]]\nreason = "x"\narticles = { "a.md" = "old" }',
        '[[accepted]]\nreason = "x"\narticles = { "a.md" = nan }',
        '[[accepted]]\nreason = "x"\nissue_age = true',
        '[[accepted]]\nreason = "x"\nrude = 1',
        '[accepted]\nreason = "x"',
        "other = 1",
        "reason =",
    ],
)
def test_a_mistake_in_the_file_is_said_with_its_place(tmp_path: Path, text: str) -> None:
    (tmp_path / ACCEPTED_FILE).write_text(text, "utf-8")
    with pytest.raises(InputError, match=ACCEPTED_FILE):
        read_accepted(tmp_path)
    with pytest.raises(InputError):
        accept(tmp_path, Entry("A reason.", ()))
    assert (tmp_path / ACCEPTED_FILE).read_text("utf-8") == text


def test_a_verdict_is_of_one_article_of_a_file_with_many() -> None:
    found = judged(subject(18.0, place=2), subject(9.0, place=1)).findings
    assert [(each.file, each.place) for each in found] == [("flu.md", 2)]
