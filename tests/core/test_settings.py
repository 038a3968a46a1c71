"""issue.toml: defaults, and mistakes told with file, line and the nearest valid name."""

from __future__ import annotations

from pathlib import Path

import pytest

from everyread.errors import ExitCode, InputError
from everyread.settings import Settings, read_settings


def refused(folder: Path, text: str) -> InputError:
    path = folder / "issue.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_settings(path)
    assert caught.value.exit_code == ExitCode.BAD_INPUT
    assert "issue.toml" in caught.value.message
    return caught.value


def test_an_issue_needs_no_settings(tmp_path: Path) -> None:
    assert read_settings(tmp_path / "issue.toml") == Settings()


def test_every_table_is_read(tmp_path: Path) -> None:
    path = tmp_path / "issue.toml"
    path.write_text(
        'title = "Winter"\n[narration]\nspeed = 0.9\n[large-print]\nsize = 24\n'
        '[[article]]\nfile = "b.txt"\nslug = "bee"\n',
        encoding="utf-8",
    )
    settings = read_settings(path)
    assert (settings.title, settings.narration.speed, settings.large_print.size) == ("Winter", 0.9, 24)
    assert settings.article[0].slug == "bee"


def test_a_broken_line_is_named(tmp_path: Path) -> None:
    error = refused(tmp_path, 'title = "A"\npublisher = B\n')
    assert "line 2" in error.message


def test_a_misspelt_setting_gets_its_line_and_the_nearest_name(tmp_path: Path) -> None:
    error = refused(tmp_path, 'title = "A"\n\n[narration]\nvoise = "hibari"\n')
    assert "line 4" in error.message
    assert "“voice”" in error.fix


def test_a_misspelt_table_gets_the_nearest_name(tmp_path: Path) -> None:
    error = refused(tmp_path, "[large-prnt]\nsize = 18\n")
    assert "line 1" in error.message
    assert "“large-print”" in error.fix


def test_a_setting_of_an_article_is_found_in_its_own_entry(tmp_path: Path) -> None:
    error = refused(tmp_path, '[[article]]\nfile = "a.txt"\n[[article]]\nfile = "b.txt"\nslag = "x"\n')
    assert "line 5" in error.message
    assert "“slug”" in error.fix


def test_an_unlike_name_gets_the_list_of_valid_ones(tmp_path: Path) -> None:
    assert "publisher" in refused(tmp_path, "zzzzzz = 1\n").fix


def test_a_value_out_of_range_is_told_with_its_limit(tmp_path: Path) -> None:
    error = refused(tmp_path, "[large-print]\nsize = 12\n")
    assert "line 2" in error.message
    assert "16" in error.fix


def test_a_missing_file_name_is_told(tmp_path: Path) -> None:
    error = refused(tmp_path, 'title = "A"\n[[article]]\nslug = "x"\n')
    assert "line 2" in error.message
    assert "missing" in error.message


def test_a_file_in_another_encoding_is_told(tmp_path: Path) -> None:
    path = tmp_path / "issue.toml"
    path.write_bytes('title = "Café"\n'.encode("utf-16"))
    with pytest.raises(InputError, match="UTF-8"):
        read_settings(path)
