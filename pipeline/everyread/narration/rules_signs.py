"""Rules of the normaliser for signs and marks, and for the last polish."""

from __future__ import annotations

import re

from everyread.narration.numbers import number
from everyread.narration.rules import DONE, Stage, rule, table, tidy

_GREEK = {
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "ζ": "zeta", "η": "eta",
    "θ": "theta", "ι": "iota", "κ": "kappa", "λ": "lambda", "μ": "mu", "µ": "mu", "ν": "nu", "ξ": "xi",
    "π": "pi", "ρ": "rho", "σ": "sigma", "ς": "sigma", "τ": "tau", "υ": "upsilon", "φ": "phi", "χ": "chi",
    "ψ": "psi", "ω": "omega", "Γ": "gamma", "Δ": "delta", "Θ": "theta", "Λ": "lambda", "Π": "pi",
    "Σ": "sigma", "Φ": "phi", "Ψ": "psi", "Ω": "omega",
}  # fmt: skip
_LETTERS = "".join(_GREEK)
_AMOUNT = r"\d£$€.\-−"
_DASHES = "‐‑‒–—―−-"

TIDY = Stage("tidying", (
    tidy("invisible", "[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\ufe0e\ufe0f]", ""),
    tidy("spaces", r"\s+", " "),
    tidy("markdown-link", r"!?\[([^\[\]]+)\]\([^)\s]*\)", r"\1"),
    tidy("heading-mark", r"^#{1,6}\s+", ""),
    tidy("ellipsis", r"\.{3,}|\. \. \.", "…"),
    tidy("censored", r"(?<=\w)\*{2,}", ""),
    tidy("single-quotes", r"(?<!\w)[‘']((?:[^‘’']|[’'](?=\w))+)[’'](?!\w)", r"“\1”"),
    tidy("apostrophe", "[’ʼ‘`´]", "'"),
    tidy("vitamin", r"\b[Vv]its?\.?\s(?=[A-EK]\d{0,2}\b)", "vitamin "),
    tidy("american-dollars", r"\b(?:US|AU|CA)\$(?=\d)", "$"),
    tidy("fraction-slash", "⁄", "/"),
))  # fmt: skip

CITATIONS = Stage("citations", (
    tidy("citation", r"\s?\[\d[\d\s,;–-]*\]", ""),
    tidy("author-and-year", r"\s?\((?:see\s|e\.g\.,?\s)?[A-Z][\w'-]+(?:\s(?:et al\.?|(?:and|&)\s[A-Z]"
     r"[\w'-]+))?,?"
         r"\s(?:19|20)\d\d[a-z]?(?:;\s[^()]{3,60}\s(?:19|20)\d\d[a-z]?)*\)", ""),
), re.compile(r"[\[(]"))  # fmt: skip
"""References in brackets, which a listener cannot follow up."""
CITATIONS_SAID = Stage("citations", (
    tidy("citation-said", r"\s?\[(\d[\d\s,;–-]*)\]", r", reference \1,"),
), re.compile(r"\["))  # fmt: skip

_STAR = r"(?<!\w)(★+)(☆*)(?!\w)"


def _stars(match: re.Match[str]) -> str:
    best = len(match[1]) + len(match[2])
    stars = f"{number(str(len(match[1])))} star{'' if len(match[1]) == 1 else 's'}"
    return f" {stars} out of {number(str(best))} " if match[2] else f" {stars} "


SIGNS = Stage("signs", (
    rule("greek", rf"(?<![^\W\d_a-zA-Z])[-‐–]?([{_LETTERS}])(?![α-ωάέήίόύώ])(?!(?:g|l|L|m|M|mol)\b)(-?)",
         lambda m: f" {_GREEK[m[1]]} "),
    rule("so-many-times", r"(?<=\d)x(?=\s(?:a|per|daily|weekly|more|as|each|every)\b|/)", " times"),
    *table((
        ("at-least", r"\s?(?:≥|⩾|>=)\s?", " at least "),
        ("at-most", r"\s?(?:≤|⩽|<=)\s?", " at most "),
        ("much-less-than", r"\s?(?:<<|≪)\s?", " much less than "),
        ("much-more-than", r"\s?(?:>>|≫)\s?", " much more than "),
        ("arrow", r"\s?(?:→|->|⇒|➡|➔)\s?", " to "),
        ("increased", r"↑\s?", " increased "),
        ("reduced", r"↓\s?", " reduced "),
        ("less-than", rf"\s?<\s?(?=[{_AMOUNT}])|\s<\s", " less than "),
        ("more-than", rf"\s?>\s?(?=[{_AMOUNT}])|\s>\s", " more than "),
        ("about", rf"[~≈∼]\s?(?=[{_AMOUNT}])", "about "),
        ("roughly-equals", r"\s?[≈≅]\s?", " is about "),
        ("plus-or-minus", r"\s?(?:±|\+/-)\s?", " plus or minus "),
        ("not-equal", r"\s?≠\s?", " is not equal to "),
        ("times", r"(?<=\d)\s?[x×]\s?(?=\d)|\s?×\s?", " times "),
        ("equals", r"\s?=+\s?", " equals "),
        ("divided", r"\s?÷\s?", " divided by "),
        ("root", r"√\s?", " the square root of "),
        ("infinity", "∞", " infinity "),
        ("letters-and-letters", r"(?<![\w&])([A-Z])\s?&\s?([A-Z])(?![\w&])", r"\1 and \2"),
        ("and", r"\s?&\s?", " and "),
        ("section-sign", r"§+\s?", "section "),
        ("tick", r"[✓✔☑✅]", " tick "),
        ("cross", r"[✗✘☒❌❎]", " cross "),
        ("warning", r"⚠", " warning: "),
        ("telephone-sign", r"[☎☏✆📞📱]:?\s?", " telephone: "),
        ("envelope", r"[✉📧]:?\s?", " e-mail: "),
        ("heart", r"[❤♥💙💚💛💜]+", " heart "),
        ("thumbs-up", r"👍", " thumbs up "),
        ("thumbs-down", r"👎", " thumbs down "),
        ("copyright", r"©\s?", "copyright "),
    )),
    rule("stars", _STAR, _stars),
    tidy("number-hash", r"#(?=\d)", "number "),
), re.compile(rf"[{_LETTERS}<>~=&§#±×+÷√∞©★→⇒≈∼≅≠≤≥⩽⩾≪≫↑↓➔\u2600-\u27bf\U0001f300-\U0001faff]|\d"
 rf"\s?x"))  # fmt: skip


def _slash(match: re.Match[str]) -> str:
    """Ordinary words are alternatives; capitals beside a slash are usually one name for two things."""
    before, after = match[1], match[2]
    if after in ("or", "and"):
        return f"{before} "
    ordinary = all(len(word) > 1 and word[1:].islower() for word in (before, after))
    return f"{before} or " if ordinary else f"{before}, "


MARKS = Stage("marks", (
    tidy("plus", r"\s?\+\s?", " plus "),
    tidy("optional-plural", r"(?<=\w)\((e?s)\)", r"\1"),
    tidy("optional-plural-of-letters", rf"(?<=[{DONE}])\(e?s\)", "'s"),
    tidy("slash", r"([\w.]+)/(?=([\w.]+))", _slash),
    tidy("loose-slash", rf"(?<=[\w{DONE}])\s?/\s?(?=[\w{DONE}])", ", "),
    tidy("emphasis-mark", r"(?<!\w)[*_]+(?=\S)|(?<=\S)[*_]+(?!\w)", ""),
    tidy("bracket-open", r"\s?[(\[{]\s?", ", "),
    tidy("bracket-close", r"\s?[)\]}]", ","),
    tidy("dash", rf"\s+(?:[{_DASHES}]{{1,3}})\s+|\s?[—―]\s?|(?<=\w)--(?=\w)", ", "),
    tidy("hyphen", "[‐‑‒–−]", "-"),
    tidy("silent-mark", r"[•·∙*†‡|_~^″′¶■□▪▫●○◦©®™\\/§]", " "),
))  # fmt: skip

FINISH = Stage("finish", (
    tidy("loose-hyphen", rf"(?<![\w{DONE}])-+|-+(?![\w{DONE}])", " "),
    tidy("one-space", r"\s+", " "),
    tidy("space-before-mark", r"\s+(?=[,.;:!?…])", ""),
    tidy("comma-before-mark", r"(?<!,),+(?=[.;:!?…])", ""),
    tidy("commas", r",(?:\s*,)+", ","),
    tidy("mark-then-comma", r"(?<=[;:!?…]),", ""),
    tidy("comma-in-quotes", r"([“(]),\s?", r"\1"),
    tidy("first-mark", r"^[\s,.;:…!?-]+", ""),
    tidy("space-after-comma", r",(?=[^\s\d\"”'])", ", "),
    tidy("full-stops", r"\.{2,}", "."),
    tidy("colon-after-mark", r"(?<=[,;:]):", ""),
))  # fmt: skip
