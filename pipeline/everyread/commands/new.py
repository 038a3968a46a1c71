"""`everyread new`: a folder to fill, with an issue.toml that explains itself."""

from __future__ import annotations

import re
import shutil

from everyread.commands.bench import say
from everyread.errors import ExitCode, InputError
from everyread.sources.house import HOUSE_FILE
from everyread.workspace import Workspace

NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
ISSUE_TOML = """\
# The settings of this issue. Take away the # in front of a line to use it.

title = "{title}"
# publisher = "The name of your charity"
# contact = "How members reach you: telephone, e-mail, post"

# Articles come in the order of their file names. To choose another order:
# order = ["welcome.md", "news.docx"]

[narration]
# voice = "hibari"   # the voice that comes with everyread; works without a network
# speed = 1.0        # 0.9 is slower, 1.1 is quicker

[large-print]
# size = 18          # in points: 16, 18, 20 or 24
# paper = "white"    # or "cream"

[gates]
# reading_age = 14   # warn about articles that read harder than this age
# when_harder = "block"  # hold them back, rather than warn
# disclaimer = true  # hold back an article that has no disclaimer

# To give an article another title, section, author or date than its file says:
#
# [[article]]
# file = "welcome.md"
# title = "Welcome to this issue"
"""
HOUSE_TOML = """\
# Your own rules for every issue: what is never part of an article, and what must never be lost.
# A house.toml in an issue's own folder adds to them, and comes first.
# Take away the # in front of a line to use it.

# Lines that web pages, e-mails and word processors leave behind.  A whole line must match.
# Capitals and punctuation do not matter.  "*" stands for any words, "#" for a number.
[lines]
# drop = ["Our magazine, page #", "This e-mail was sent to *"]

# Places on saved web pages, as CSS selectors: .class, #id, tag or [attribute].
[html]
# take = ["article .entry-content"]   # where the article is
# drop = [".donate-box"]              # what is never part of it; a disclaimer in it is still kept

# What every article's disclaimer says, or the part of it that is always the same.
# With  required = true  an article without one is held back.
#
# [disclaimer]
# text = "is not a substitute for medical advice"
# required = true

# Words that must reach every reader.  The paragraph with these words is kept, wherever it stands.
# role: disclaimer, warning, helpline or credit
#
# [[keep]]
# text = "the telephone number of your helpline"
# role = "helpline"
"""
WORD_LISTS = ("lexicon.toml", "glossary.toml")


def run(name: str, workspace: Workspace) -> ExitCode:
    """Make sources/<name>/, with starter word lists and a house.toml where there are none."""
    if not NAME.fullmatch(name):
        raise InputError(
            f"“{name}” will not do as the name of an issue.",
            "Use small letters, digits and hyphens, for instance: spring-2027",
        )
    folder = workspace.sources / name
    if folder.exists():
        raise InputError(
            f"{folder} is there already.", f"Choose another name, or build it: everyread build {name}"
        )
    lists = {workspace.sources / each: workspace.word_list(each) for each in WORD_LISTS}
    folder.mkdir(parents=True)
    title = name.replace("-", " ").capitalize()
    (folder / "issue.toml").write_text(ISSUE_TOML.format(title=title), encoding="utf-8")
    say(f"Made {folder}. Put your articles in it (.txt, .md, .html or .docx), then: everyread build {name}")
    for own, brought in lists.items():
        if not own.exists():
            shutil.copyfile(brought, own)
            say(f"Made {own}, a list to start from.")
    house = workspace.sources / HOUSE_FILE
    if not house.exists():
        house.write_text(HOUSE_TOML, encoding="utf-8")
        say(f"Made {house}, for your own rules.")
    return ExitCode.OK
