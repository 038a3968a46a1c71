"""`everyread check` as an editor types it: the table, the reasons, the gate, and what is accepted."""

from __future__ import annotations

import csv
import io
import json

import pytest

from everyread.commands.check_shown import CSV_COLUMNS

pytestmark = pytest.mark.usefixtures("stocked")
HARD = (
    "Immunological investigations of mitochondrial dysfunction, which were undertaken by several "
    "multidisciplinary consortia, demonstrated statistically significant heterogeneity among participants. "
)
EASY = "We rest in the day. The sun is warm. The cat sits by us. You can rest too. "


@pytest.fixture
def issue(newsroom):  # type: ignore[no-untyped-def]
    newsroom.write("03-trial.md", "# The trial\n\n" + "\n\n".join([HARD * 2] * 5))
    newsroom.write("04-garden.md", "# The garden\n\n" + "\n\n".join([EASY * 2] * 5))
    return newsroom


def check(newsroom, *arguments: str):  # type: ignore[no-untyped-def]
    return newsroom.run("check", "spring", "--jobs", "1", *arguments)


def told(newsroom, *arguments: str):  # type: ignore[no-untyped-def]
    return json.loads(check(newsroom, "--json", *arguments).out)


def test_the_table_has_a_verdict_an_article_and_the_issue_in_one_line(issue) -> None:
    result = check(issue)
    assert result.code == 0
    rows = [line for line in result.out.splitlines() if "│" in line]
    for title, verdict in (("trial", "Too hard"), ("garden", "On target"), ("Welcome", "Not judged")):
        assert verdict in next(row for row in rows if title in row)
    assert "The issue reads at age" in result.out
    assert "warning RDB-040: 03-trial.md: The article reads at age" in result.err
    assert "RDB-05" not in result.err


def test_why_shows_the_worst_sentences_with_reasons_and_remedies(issue) -> None:
    out = check(issue, "--why").out
    trial = out[out.index("\n03 The trial") :]
    assert trial.count("Immunological investigations") == 3
    assert "- Passive: were undertaken. Say who does it" in trial
    assert "immunological" in trial.lower()


def test_json_has_the_verdict_and_the_reasons(issue) -> None:
    found = told(issue)
    trial = next(article for article in found["articles"] if article["file"] == "03-trial.md")
    assert (trial["verdict"], trial["target"]) == ("above", 14.0)
    assert trial["reading_age"] > 14
    assert {reason["rule"] for reason in trial["hardest"][0]["reasons"]} >= {"passive"}
    assert found["issue"]["verdict"] == "meets"
    assert {"RDB-040", "RDB-054"} <= {finding["rule"] for finding in found["findings"]}


def test_csv_has_stable_columns(issue) -> None:
    result = check(issue, "--csv")
    rows = list(csv.DictReader(io.StringIO(result.out)))
    assert tuple(rows[0]) == CSV_COLUMNS
    assert [row["file"] for row in rows] == ["01-welcome.md", "02-rest.md", "03-trial.md", "04-garden.md"]
    assert (rows[0]["reading_age"], rows[0]["verdict"]) == ("", "unjudged")
    assert (rows[2]["verdict"], rows[2]["target"], rows[2]["errors"]) == ("above", "14", "0")


def test_a_title_is_no_formula_in_a_spreadsheet(newsroom) -> None:
    newsroom.write("01-welcome.md", "# =HYPERLINK(1)\n\nRest well.\n")
    rows = list(csv.DictReader(io.StringIO(check(newsroom, "--csv").out)))
    assert rows[0]["title"].lower() == "'=hyperlink(1)"


def test_json_and_csv_at_once_is_a_mistake(issue) -> None:
    assert check(issue, "--json", "--csv").code == 2


def test_a_gate_that_blocks_gives_exit_code_1_until_an_editor_accepts(issue) -> None:
    issue.write("issue.toml", '[gates]\nwhen_harder = "block"\n')
    assert check(issue).code == 1
    result = check(issue, "--accept", "It is quoted word for word.")
    assert result.code == 0
    assert "readability.toml" in result.out
    assert "Accepted" in result.out
    assert "word for word" in (issue.issue / "readability.toml").read_text("utf-8")
    assert check(issue).code == 0
    issue.write("03-trial.md", "# The trial\n\n" + "\n\n".join([EASY * 2] * 5))
    assert check(issue).code == 0
    issue.write("04-garden.md", "# The garden\n\n" + "\n\n".join([HARD * 2] * 5))
    assert check(issue).code == 1


def test_an_issue_that_says_nothing_measurable_does_not_pass(newsroom) -> None:
    table = "| A | B |\n| - | - |\n" + "| rest well today | sleep well now |\n" * 40
    newsroom.write("01-welcome.md", f"# Numbers\n\n{table}")
    result = check(newsroom)
    assert result.code == 1
    assert "RDB-042" in result.err


def test_the_past_is_the_issues_that_were_built_before(issue) -> None:
    earlier = issue.root / "outputs" / "spring-2020" / "issue.json"
    earlier.parent.mkdir(parents=True)
    article = {"title": "A", "section": "", "words": 500, "readability": {"reading_age": 6.0}}
    earlier.write_text(json.dumps({"issue": {"title": "Spring 2020"}, "articles": [article]}), "utf-8")
    past = "the hardest in earlier issues was 6.0"
    found = {
        finding["rule"]: finding["file"] for finding in told(issue)["findings"] if past in finding["message"]
    }
    assert found == {"RDB-040": "03-trial.md", "RDB-043": ""}
    earlier.write_text("{", "utf-8")
    assert "RDB-046" in {finding["rule"] for finding in told(issue)["findings"]}


def test_accepting_needs_an_issue_and_a_reason(issue) -> None:
    assert check(issue, "--accept", "!!").code == 2
    single = issue.run("check", str(issue.issue / "03-trial.md"), "--jobs", "1", "--accept", "It must be.")
    assert single.code == 2
    assert "needs an issue folder" in single.err
    assert not (issue.issue / "readability.toml").exists()


def test_a_new_word_in_the_glossary_is_known_at_once(issue) -> None:
    def hard_words() -> str:
        return json.dumps([finding for finding in told(issue)["findings"] if finding["rule"] == "RDB-055"])

    assert "consortia" in hard_words()
    (issue.root / "sources" / "glossary.toml").write_text(
        '[[word]]\nword = "consortia"\nmeans = "Consortia are groups."\n', "utf-8"
    )
    assert "consortia" not in hard_words()
