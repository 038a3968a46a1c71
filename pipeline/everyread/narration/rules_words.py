"""Rules of the normaliser for words and marks: addresses, abbreviations, Greek, symbols, brackets."""

from __future__ import annotations

import re

from everyread.narration.numbers import letters, number
from everyread.narration.rules import Rule, rule

# In a line set all in capitals these are ordinary words, although elsewhere they are also short names.
_ORDINARY = frozenset({"AID", "GET", "IT", "OR", "PACE", "US", "WHO"})
_GREEK = {
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "ζ": "zeta", "η": "eta",
    "θ": "theta", "ι": "iota", "κ": "kappa", "λ": "lambda", "μ": "mu", "µ": "mu", "ν": "nu", "ξ": "xi",
    "π": "pi", "ρ": "rho", "σ": "sigma", "ς": "sigma", "τ": "tau", "υ": "upsilon", "φ": "phi", "χ": "chi",
    "ψ": "psi", "ω": "omega", "Γ": "gamma", "Δ": "delta", "Θ": "theta", "Λ": "lambda", "Π": "pi",
    "Σ": "sigma", "Φ": "phi", "Ψ": "psi", "Ω": "omega",
}  # fmt: skip
_ROMAN = {"I": 1, "V": 5, "X": 10}
_NUMBERED = (
    "Type|Part|Phase|Chapter|Stage|Grade|Class|Section|Volume|Vol|Bipolar|War|Factor|Level|Schedule|Article|"
    "Appendix|Table|Figure|Group|Category|Act|Book"
)
_MONARCHS = "Henry|Charles|Elizabeth|George|Edward|James|William|Richard|Mary|John Paul|Benedict|Louis|Pius"
# "the type I have" is a person speaking, "type I diabetes" is a numeral.
_AFTER_PRONOUN = (
    r"(?!\s(?:am|have|had|was|like|think|want|use|need|feel|take|took|love|know|do|did|can|could|would|will|"
    r"get|got|used|said|found|mean|see|saw|read|wrote)\b)"
)
_CITED = r"\s?\[\d[\d\s,;–-]*\]"


def _shouted(match: re.Match[str]) -> str:
    words = re.findall(r"[^\W\d_]{2,}", match[0])
    if len(words) < 3:
        return match[0]
    return re.sub(r"[^\W\d_]+", lambda word: word[0].lower() if word[0] in _ORDINARY else word[0], match[0])


def _roman(numeral: str) -> int:
    values = [_ROMAN[letter] for letter in numeral]
    return sum(-v if v < following else v for v, following in zip(values, [*values[1:], 0], strict=True))


def _numbered(match: re.Match[str]) -> str:
    said = re.sub(r"[IVX]+", lambda numeral: number(str(_roman(numeral[0]))), match[2])
    return f"{match[1]} {said.replace('/', ' or ').replace('-', ' to ').replace('–', ' to ')}"


def _monarch(match: re.Match[str]) -> str:
    from everyread.narration.numbers import ordinal

    return f"{match[1]} the {ordinal(_roman(match[2]))}"


_ENDINGS = {
    "uk": "U.K.",
    "eu": "E.U.",
    "ac": "A.C.",
    "tv": "T.V.",
    "nhs": "N.H.S.",
    "bbc": "B.B.C.",
    "gov": "guv",
}


def _label(label: str) -> str:
    """One part of an address between its dots."""
    said = _ENDINGS.get(label.lower(), label)
    return said.replace("-", " hyphen ").replace("_", " underscore ").replace("+", " plus ")


def _dotted(host: str) -> str:
    return " dot ".join(_label(label) for label in host.split("."))


def _email(match: re.Match[str]) -> str:
    return f"{_dotted(match[1])} at {_dotted(match[2])}"


def _web(match: re.Match[str]) -> str:
    """The address as a person would say it: no "https", no "www", and nothing of a long path."""
    address = re.sub(r"^(?:https?://)?(?:www\.)?", "", match[0], flags=re.IGNORECASE)
    host, _, path = address.partition("/")
    steps = [step for step in path.split("/") if step]
    if not steps:
        return _dotted(host)
    if len(steps) <= 2 and all(
        re.fullmatch(r"[A-Za-z]+(?:-[A-Za-z]+){0,2}|[A-Za-z]{1,3}\d{1,3}", s) for s in steps
    ):
        return " slash ".join([_dotted(host), *(_label(step) for step in steps)])
    return f"a page at {_dotted(host)}"


def _hashtag(match: re.Match[str]) -> str:
    words = re.sub(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|_", " ", match[1])
    return f"hashtag {words}"


def _slash(match: re.Match[str]) -> str:
    """Ordinary words are alternatives; capitals beside a slash are usually one name for two things."""
    before, after = match[1], match[2]
    ordinary = all(len(word) > 2 and word[1:].islower() for word in (before, after))
    return f"{before} or " if ordinary else f"{before}, "


_TLD = r"(?:uk|org|com|net|info|eu|edu|gov|int|io|ie|me|tv|health|charity|scot|wales)"

TIDY: tuple[Rule, ...] = (
    rule("invisible", "[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\ufe0e\ufe0f]", ""),
    rule("spaces", r"\s+", " "),
    rule("markdown-link", r"!?\[([^\]]+)\]\([^)\s]*\)", r"\1"),
    rule("citation", _CITED, ""),
    rule("ellipsis", r"\.{3,}|\. \. \.", "…"),
    rule("single-quotes", r"(?<!\w)[‘']((?:[^‘’']|[’'](?=\w))+)[’'](?!\w)", r"“\1”"),
    rule("apostrophe", "[’ʼ‘`´]", "'"),
    rule("shouted", r"^[^a-z]+$", _shouted),
)

ADDRESSES: tuple[Rule, ...] = (
    rule("e-mail", r"(?:mailto:)?\b([\w.+-]+)@([\w-]+(?:\.[\w-]+)+)", _email),
    rule(
        "web-address",
        rf"(?:https?://|\bwww\.)[^\s<>\"”)\]]*[\w/]|\b(?:[\w-]+\.)+{_TLD}\b(?:/[^\s<>\"”)\],;]*[\w/])?(?!@)",
        _web,
    ),
    rule("handle", r"(?<!\w)@(\w+)", r"at \1"),
    rule("hashtag", r"(?<![\w&])#([A-Za-z]\w*)", _hashtag),
)

NUMERALS: tuple[Rule, ...] = (
    rule(
        "roman-numeral",
        rf"\b((?i:{_NUMBERED}))\s([IVX]+(?:(?:/|\sand\s|\sor\s|\sto\s|-|–)[IVX]+)*)\b{_AFTER_PRONOUN}",
        _numbered,
    ),
    rule("monarch", rf"\b({_MONARCHS})\s([IVX]{{2,5}}|[VX]|I(?=[,.;:!?)]|'s|$))(?![\w.])", _monarch),
)

ABBREVIATIONS: tuple[Rule, ...] = (
    rule("illness", r"\bME\b", "M.E."),
    rule("for-example", r"\b(?:e\.g\.|eg\.?|e\.g)(?![\w.]),?", "for example,"),
    rule("that-is", r"\b(?:i\.e\.|ie\.?|i\.e)(?![\w.]),?", "that is,"),
    rule("et-cetera", r"\betc\b\.?(?=\s[a-z]|[,;:)!?])", "et cetera"),
    rule("et-cetera-end", r"\betc\b\.?", "et cetera."),
    rule("versus", r"\bvs\b\.?|\bv\.?(?=\s[A-Z])", "versus"),
    rule("and-others", r"\bet al\b\.?(?!\s[A-Z])", "and others"),
    rule("and-others-end", r"\bet al\b(?=\.\s[A-Z])", "and others"),
    rule("approximately", r"\b[Aa]pprox\b\.?", "approximately"),
    rule("circa", r"\b(?:ca\.|c\.)\s?(?=\d)", "about "),
    rule("number-sign", r"\b(?:No|no)\.\s?(?=\d)|№\s?", "number "),
    rule("numbers-sign", r"\b(?:Nos|nos)\.\s?(?=\d)", "numbers "),
    rule("pages", r"\bpp\.?\s?(?=\d)", "pages "),
    rule("page", r"\bp\.\s?(?=\d)", "page "),
    rule("figure", r"\b([Ff])igs?\.\s?(?=\d)", r"\1igure "),
    rule("volume", r"\b([Vv])ol\.\s?(?=\d)", r"\1olume "),
    rule("doctors", r"\bDrs\b\.?", "Doctors"),
    rule("doctor", r"\bDr\b\.?", "Doctor"),
    rule("professor", r"\bProf\b\.?", "Professor"),
    rule("reverend", r"\bRevd?\b\.?(?=\s[A-Z])", "Reverend"),
    rule("councillor", r"\bCllr\b\.?", "Councillor"),
    rule("courtesy", r"\b(Mr|Mrs|Ms|Mx)\.(?=\s)", r"\1"),
    rule("street", r"(?<=[a-z]\s)St\b\.?(?!\s[A-Z])", "Street"),
    rule("saint", r"\bSt\b\.?(?=\s[A-Z])", "Saint"),
    rule("road", r"(?<=[a-z]\s)Rd\b\.?", "Road"),
    rule("avenue", r"(?<=[a-z]\s)Ave\b\.?", "Avenue"),
    rule("limited", r"\bLtd\b\.?", "Limited"),
    rule("including", r"\bincl\b\.?", "including"),
    rule("maximum", r"\b([Mm])ax\.(?=\s)", r"\1aximum"),
    rule("department", r"\b([Dd])ept\b\.?", r"\1epartment"),
    rule("also-known-as", r"\ba\.?k\.?a\b\.?", "also known as"),
    rule("note-well", r"\bN\.?B\b\.?:?", "note:"),
    rule("week-commencing", r"\bw/c\b", "week commencing"),
    rule("without", r"\bw/o\b", "without"),
    rule("care-of", r"\bc/o\b", "care of"),
    rule("not-applicable", r"\b[nN]/[aA]\b", "not applicable"),
    rule("and-or", r"\band\s?/\s?or\b", "and or"),
)

SYMBOLS: tuple[Rule, ...] = (
    rule("greek", r"(?<![^\W\d_a-zA-Z])[-‐]?([α-ωΓΔΘΛΠΣΦΨΩµ])(?![α-ωάέήίόύώ])(?!(?:g|l|L|m|mol)\b)",
         lambda m: f" {_GREEK.get(m[1], m[1])} "),
    rule("less-than", r"<\s?(?=[\d£$€.])", " less than "),
    rule("more-than", r">\s?(?=[\d£$€.])", " more than "),
    rule("at-least", r"≥\s?|>=\s?", " at least "),
    rule("at-most", r"≤\s?|<=\s?", " at most "),
    rule("about", r"[~≈]\s?(?=[\d£$€])", "about "),
    rule("plus-or-minus", r"\s?(?:±|\+/-)\s?", " plus or minus "),
    rule("times", r"(?<=\d)\s?[x×]\s?(?=\d)", " times "),
    rule("multiplied", r"\s?×\s?", " times "),
    rule("equals", r"\s?=\s?", " equals "),
    rule("arrow", r"\s?(?:→|->|⇒)\s?", " to "),
    rule("and", r"\s?&\s?", " and "),
    rule("section-sign", r"§\s?", "section "),
    rule("tick", r"[✓✔☑✅]", " tick "),
    rule("cross", r"[✗✘☒❌]", " cross "),
    rule("number-hash", r"#(?=\d)", "number "),
)  # fmt: skip

MARKS: tuple[Rule, ...] = (
    rule("plus", r"\s?\+\s?", " plus "),
    rule("optional-plural", r"(?<=\w)\((e?s)\)", r"\1"),
    rule("slash", r"([\w.]+)/(?=([\w.]+))", _slash),
    rule("loose-slash", r"(?<=\w)\s?/\s?(?=\w)", " or "),
    rule("bracket-open", r"\s?[(\[{]\s?", ", "),
    rule("bracket-close", r"\s?[)\]}]", ","),
    rule("dash", r"\s+(?:-{1,3}|[–—―])\s+|\s?[—―]\s?|(?<=\w)--(?=\w)", ", "),
    rule("hyphen", "[‐‑‒–−]", "-"),
    rule("silent-mark", r"[•·∙*†‡|_~^¶■□▪▫●○◦©®™\\/]", " "),
)

FINISH: tuple[Rule, ...] = (
    rule("loose-hyphen", r"(?<!\w)-+|-+(?!\w)", " "),
    rule("one-space", r"\s+", " "),
    rule("space-before-mark", r"\s+(?=[,.;:!?…])", ""),
    rule("comma-before-mark", r",+(?=[.;:!?…])", ""),
    rule("commas", r",(?:\s*,)+", ","),
    rule("mark-then-comma", r"(?<=[;:!?…]),", ""),
    rule("comma-in-quotes", r"([“(]),\s?", r"\1"),
    rule("first-mark", r"^[\s,.;:…!?-]+", ""),
    rule("space-after-comma", r",(?=[^\s\d\"”'])", ", "),
    rule("full-stops", r"\.{2,}", "."),
)


def spelled(run: str) -> str:
    """Letters one by one when there are several; one letter alone needs no full stop."""
    return letters(run) if len(run) > 1 else run.upper()
