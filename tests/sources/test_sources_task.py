"""Reading as a task: the key, the receipt, what issue.toml overrides, pictures beside the file."""

from __future__ import annotations

import pickle
import subprocess
import sys
from pathlib import Path

import pytest

from everyread.article import Article, article_adapter
from everyread.errors import ArticleError
from everyread.settings import ArticleSettings
from everyread.sources.task import read_source, read_task
from everyread.store import Store
from everyread.work import perform, recall

BODY = "This is a paragraph of the body. It has two sentences."
PNG = (
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0:~\x9bU"
    b"\0\0\0\nIDATx\x9cc`\0\0\0\x02\0\x01H\xaf\xa4q\0\0\0\0IEND\xaeB`\x82"
)


def write(folder: Path, name: str, content: str | bytes) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def read(path: Path, store: Store, overrides: ArticleSettings | None = None) -> Article:
    receipt = perform(read_task(path, path.parent, overrides), store)
    return article_adapter().validate_json(store.get(receipt.files["article-1"]))


def test_a_receipt_with_a_segmented_article(tmp_path, store):
    path = write(tmp_path / "issue", "a.md", f"# Title\n\n{BODY}\n\n![Dot](dot.png)\n")
    write(tmp_path / "issue", "dot.png", PNG)
    task = pickle.loads(pickle.dumps(read_task(path, path.parent)))
    receipt = perform(task, store)
    article = article_adapter().validate_json(store.get(receipt.files["article-1"]))
    assert [sentence.id for sentence in article.sentences()] == ["s0001", "s0002", "s0003"]
    assert store.get(receipt.files["picture-1"]) == PNG
    assert receipt.facts == {"words": [article.word_count()], "repairs": {}, "coverage": 1.0}
    assert (article.source.name, article.source.reader) == ("a.md", "Markdown")
    assert recall(task, store) == receipt


def test_the_same_file_elsewhere_has_the_same_key(tmp_path, store):
    first = write(tmp_path / "one", "a.md", f"# T\n\n{BODY}")
    second = write(tmp_path / "two", "a.md", f"# T\n\n{BODY}")
    assert read_task(first, first.parent).key == read_task(second, second.parent).key
    assert read_source(read_task(first, first.parent).arguments, store) == read_source(
        read_task(second, second.parent).arguments, store
    )


def test_what_changes_the_key(tmp_path):
    issue = tmp_path / "issue"
    text = f"# T\n\n{BODY} ![Dot](dot.png)"
    path = write(issue, "a.md", text)
    keys = [read_task(path, issue).key]
    keys.append(read_task(path, issue, ArticleSettings(file="a.md", title="Other")).key)
    keys.append(read_task(write(issue, "b.md", text), issue).key)
    write(issue, "dot.png", PNG)
    keys.append(read_task(path, issue).key)
    write(issue, "dot.png", PNG + b" ")
    keys.append(read_task(path, issue).key)
    write(issue, "a.md", text + " ")
    keys.append(read_task(path, issue).key)
    assert len(set(keys)) == len(keys)


def test_overrides_win_and_what_they_replace_is_listed(tmp_path, store):
    path = write(tmp_path / "issue", "a.txt", f"News > Old title\nBy Jane Smith\n\n{BODY}")
    overrides = ArticleSettings(
        file="a.txt", title="New title", section="Stories", author="Jane Smith", date="May"
    )
    article = read(path, store, overrides)
    assert (article.title.text, article.section, article.author, article.date) == (
        "New title",
        "Stories",
        "Jane Smith",
        "May",
    )
    assert [(each.rule, each.text) for each in article.removed] == [
        ("section-replaced", "News"),
        ("title-replaced", "Old title"),
    ]


def test_standfirst_issue_and_split_in_issue_toml(tmp_path, store):
    text = f"---\nsummary: Old.\nissue: Spring\n---\n# One\n\n{BODY}\n\n# Two\n\n{BODY}\n"
    path = write(tmp_path / "issue", "a.md", text)
    one = read(
        path, store, ArticleSettings(file="a.md", standfirst="New words.", issue="Winter", split=False)
    )
    assert ([each.text for each in one.standfirst], one.issue) == (["New words."], "Winter")
    assert [(each.rule, each.text) for each in one.removed] == [
        ("issue-replaced", "Spring"),
        ("standfirst-replaced", "Old."),
    ]
    both = perform(
        read_task(path, path.parent, ArticleSettings(file="a.md", standfirst="New.", split=True)), store
    )
    articles = [article_adapter().validate_json(store.get(both.files[f"article-{at}"])) for at in (1, 2)]
    assert [each.title.text for each in articles] == ["One", "Two"]
    assert {each.standfirst for each in articles} == {()}


def test_a_title_in_issue_toml_settles_the_missing_title(tmp_path, store):
    path = write(tmp_path / "issue", "a.txt", BODY)
    receipt = perform(read_task(path, path.parent, ArticleSettings(file="a.txt", title="Given")), store)
    article = article_adapter().validate_json(store.get(receipt.files["article-1"]))
    assert article.title.text == "Given"
    assert (article.removed, receipt.findings) == ((), ())


def test_a_picture_outside_the_folder_stays_outside(tmp_path, store):
    write(tmp_path, "secret.png", PNG)
    path = write(tmp_path / "issue", "a.md", f"# T\n\n{BODY}\n\n![x](../secret.png) ![y](link.png)")
    (tmp_path / "issue" / "link.png").symlink_to(tmp_path / "secret.png")
    receipt = perform(read_task(path, path.parent), store)
    assert not any(role.startswith("picture") for role in receipt.files)
    assert [finding.rule for finding in receipt.findings] == ["SRC-008", "SRC-008", "SRC-005"]


@pytest.mark.fires("SRC-002")
@pytest.mark.parametrize("name", ["a.pdf", "a", "a.doc"])
def test_a_kind_nobody_reads(tmp_path, name):
    path = write(tmp_path / "issue", name, BODY)
    with pytest.raises(ArticleError, match="does not know") as caught:
        read_task(path, path.parent)
    assert caught.value.rule == "SRC-002"
    assert ".docx" in caught.value.fix


def test_a_file_that_changes_under_the_reader(tmp_path, store):
    path = write(tmp_path / "issue", "a.txt", BODY)
    task = read_task(path, path.parent)
    write(tmp_path / "issue", "a.txt", BODY + " More.")
    with pytest.raises(ArticleError, match="changed while"):
        perform(task, store)


def test_making_a_key_loads_nothing_heavy(tmp_path):
    path = write(tmp_path / "issue", "a.docx", "x")
    program = (
        "import sys; from pathlib import Path; from everyread.sources.task import read_task; "
        f"path = Path({str(path)!r}); read_task(path, path.parent); "
        "print([name for name in ('lxml', 'mammoth', 'markdown_it', 'trafilatura') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
