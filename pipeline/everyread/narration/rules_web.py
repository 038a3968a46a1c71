"""Rules of the normaliser for web and e-mail addresses, hashtags and handles."""

from __future__ import annotations

import re

from everyread.narration.numbers import digits, letters, number
from everyread.narration.rules import Stage, rule

_TLD = (
    "uk|org|com|net|info|eu|edu|gov|int|io|ie|me|tv|health|charity|scot|wales|co|us|ca|au|nz|de|fr|nl|be|ch|"
    "app|online|shop|site|blog|support|help"
)
_ENDINGS = {
    "uk": "U.K.", "eu": "E.U.", "ac": "A.C.", "tv": "T.V.", "gov": "guv", "ie": "I.E.", "io": "I.O.",
    "us": "U.S.",
    "nz": "N.Z.", "au": "A.U.", "nhs": "N.H.S.",
}  # fmt: skip
"""Parts of an address that are said as letters, or as nobody would guess."""
_RUN_TOGETHER = {
    "meassociation": "M.E. Association", "meresearch": "M.E. Research", "actionforme": "Action for M.E.",
    "decodeme": "Decode M.E.", "justgiving": "Just Giving", "mecfs": "M.E.C.F.S.", "longcovid": "Long Covid",
    "bbc": "B.B.C.", "doi": "D.O.I.", "ncbi": "N.C.B.I.", "nih": "N.I.H.", "rnib": "R.N.I.B.",
    "nhs": "N.H.S.",
    "dwp": "D.W.P.", "citizensadvice": "citizens advice", "faq": "F.A.Q.", "faqs": "F.A.Q.s", "me": "M.E.",
}  # fmt: skip
_SIGNS = {"-": " hyphen ", "_": " underscore ", "+": " plus "}


def _label(label: str) -> str:
    """One part of an address between its dots."""
    known = _RUN_TOGETHER.get(label.lower()) or _ENDINGS.get(label.lower())
    return known or "".join(_piece(piece) for piece in re.findall(r"[A-Za-z]+|\d+|[-_+]|.", label)).strip()


def _piece(piece: str) -> str:
    if piece in _SIGNS:
        return _SIGNS[piece]
    if piece.isdecimal():
        return f" {digits(piece) if len(piece) > 2 or piece.startswith('0') else number(piece)} "
    if piece.lower() in _RUN_TOGETHER:
        return _RUN_TOGETHER[piece.lower()]
    # Without a vowel a piece is letters: "pdf", "dvt".
    return letters(piece) if re.fullmatch(r"[b-df-hj-np-tv-xz]{2,5}", piece.lower()) else piece


def _dotted(host: str) -> str:
    return " dot ".join(_label(label) for label in host.split(".") if label)


def _email(match: re.Match[str]) -> str:
    return f"{_dotted(match[1])} at {_dotted(match[2])}"


def _web(match: re.Match[str]) -> str:
    """The address as a person would say it: no "https", no "www", and nothing of a long path."""
    address = re.sub(r"^(?:https?://)?(?:www\.)?", "", match[0], flags=re.IGNORECASE)
    host, _, path = address.partition("/")
    steps = [step for step in path.split("/") if step]
    if not steps:
        return _dotted(host)
    plain = r"[A-Za-z]+(?:-[A-Za-z]+){0,2}|[A-Za-z]{1,3}\d{1,3}"
    if len(steps) <= 2 and all(re.fullmatch(plain, step) for step in steps):
        return " slash ".join([_dotted(host), *(_label(step) for step in steps)])
    return f"a page at {_dotted(host)}"


def _tagged(words: str) -> str:
    """The words of a tag apart: "LongCovid" is "Long Covid"."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|_|(?<=\D)(?=\d)|(?<=\d)(?=\D)", " ", words)


ADDRESSES = Stage(
    "addresses",
    (
        rule("e-mail", r"(?:mailto:)?\b([\w.+-]+)@([\w-]+(?:\.[\w-]+)+)", _email),
        rule("doi", r"\bdoi:\s?10\.\d{4,}/[^\s<>\"”)\]]*\w", "a D.O.I. reference", flags=re.IGNORECASE),
        rule(
            "web-address",
            rf"(?:https?://|\bwww\.)[^\s<>\"”)\]]*[\w/]"
            rf"|\b(?:[\w-]+\.)+(?:{_TLD})\b(?:/[^\s<>\"”)\],;]*[\w/]|/)?(?![@\w])",
            _web,
        ),
        rule("handle", r"(?<!\w)@(\w+)", lambda m: "at " + _label(m[1])),
        rule("hashtag", r"(?<![\w&])#([A-Za-z]\w*)", lambda m: f"hashtag {_tagged(m[1])}", settles=False),
    ),
    re.compile(r"[@#]|://|\w\.\w|doi:", re.IGNORECASE),
)
