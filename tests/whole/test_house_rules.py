"""The publisher's rules and the account of the sources, from the command line to issue.json and the page."""

from __future__ import annotations

HOUSE = """
[lines]
drop = ["The Lantern, page #"]

[disclaimer]
text = "is not medical advice"
required = true
"""


def test_an_article_without_the_disclaimer_is_not_released(newsroom) -> None:
    (newsroom.root / "sources" / "house.toml").write_text(HOUSE, encoding="utf-8")
    newsroom.write("02-rest.md", "# How to rest\n\nRest is not idleness at all.\n\nThe Lantern, page 3\n")
    result = newsroom.build("--only", "page,large-print")
    assert result.code == 1
    assert "SRC-006" in result.err
    manifest = newsroom.manifest()
    assert [article["held"] for article in manifest["articles"]] == [False, True]
    assert [article["coverage"] for article in manifest["articles"]] == [1.0, 1.0]
    assert [line["rule"] for line in manifest["articles"][1]["removed"]] == ["house-line"]
    page = (newsroom.out / "index.html").read_text(encoding="utf-8")
    assert "Welcome" in page
    assert "idleness" not in page


def test_a_mistake_in_the_rules_stops_the_build_with_its_line(newsroom) -> None:
    (newsroom.root / "sources" / "house.toml").write_text("[lines]\ndrops = []\n", encoding="utf-8")
    result = newsroom.build("--only", "page")
    assert result.code == 2
    assert "house.toml, line 2" in result.err
    assert "“drop”" in result.err
    assert not newsroom.out.exists()
