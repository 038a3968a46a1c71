"""Rules of the normaliser for short names: letters with figures, chemistry, genes, and acronyms."""

from __future__ import annotations

import re

from everyread.narration.numbers import digits, letters, number
from everyread.narration.rules import DONE, Stage, one_of, rule, tidy

_IONS = {
    "Na+": "sodium", "K+": "potassium", "Ca2+": "calcium", "Ca²⁺": "calcium", "Mg2+": "magnesium",
    "Mg²⁺": "magnesium", "Cl-": "chloride", "Cl⁻": "chloride", "H+": "hydrogen", "Na⁺": "sodium",
    "K⁺": "potassium", "Fe2+": "iron two", "Fe3+": "iron three",
}  # fmt: skip
EMPHASISED = frozenset(
    "A ALL ALSO ALWAYS AN AND ANY ANYONE ARE AS AT BE BEFORE BEST BOTH BUT BY CAN CANNOT DID DO DOES "
    "DON'T EACH "
    "EITHER END EVEN EVER EVERY EXTRA FIRST FOR FREE FROM FULL GO GOOD GREAT HAD HAS HAVE HE HER HERE HIM "
    "HIS HOW "
    "I IF IN INTO IS JUST KEEP KNOW LAST LESS LIVE LONG LOT LOVE MAY MIGHT MORE MOST MUCH MUST MY NEED "
    "NEVER NEW "
    "NEXT NO NONE NOR NOT NOTE NOW OF OFF OLD ON ONCE ONE ONLY OR OUR OUT OVER OWN PART PLEASE REAL REALLY "
    "SAME SHE SHOULD SO SOME STILL STOP SUCH THAN THAT THE THEIR THEM THEN THERE THESE THEY THIS THOSE TO "
    "TOO "
    "TWO UNTIL UP USE VERY WANT WAS WE WELL WERE WHAT WHEN WHERE WHICH WHILE WHY WILL WITH WON'T YES YET YOU "
    "YOUR TRUE FALSE IMPORTANT WARNING AGAIN ANOTHER HELP DAILY WEEKLY TODAY TONIGHT BEEN BACK DOWN ABOUT "
    "AFTER "
    "MEN WOMEN PEOPLE BECAUSE MANY FEW LITTLE WORK REST SLOW FAST HIGH LOW OPEN CLOSED NEWS DATE TIME "
    "PAGE READ SEE TAKE GIVE".split()
)
"""Ordinary words that are set in capitals to stress them."""
WORDS = frozenset(
    "NASA AIDS NATO UNICEF UNESCO COVID SARS MERS NICE SNOMED RADAR LASER SCUBA PIN SIM RAM ROM ZIP PIP CAT "
    "MIND SANE MENCAP SCOPE OFCOM OFSTED COBRA LED".split()
) - {"LED"}
"""Acronyms that everybody says as a word."""
_ONSET = r"(?:[bcdfghjklmnpqrstvwyz]|[bcfgkps]l|[bcdfgkpt]r|s[chkmnptw]|[cpstw]h|tw|qu|str|spr|scr|thr)?"
_CODA = (
    r"(?:[bcdfgklmnprstvwxz]|[lnr][bcdfgkmnpst]|m[ps]|n[gkx]|ct|ft|pt|s[hkpt]|[ct]h|ck|ss|ll|ff|"
    r"[bdgklmnprt]s)?"
)
_SAYABLE = re.compile(rf"(?:{_ONSET}(?:[aeiou]|ai|ea|ee|ei|oa|oo|ou){_CODA})+(?:e|y)?")
_LEAST = 4
"""Capitals of the shortest run that is taken for a word; three are letters: "ESA", "CFS"."""

_MOST = 6
"""Capitals of the longest run that is read out letter by letter, if it has a vowel at all."""
_LONGEST_MIXED = 4
"""Letters of a short name in mixed capitals that are said one by one: "HbA", "SpO"."""


def said_as_word(capitals: str) -> bool:
    """Whether a run of capitals that no list knows is said as a word ("DAFNE") or as letters ("DWP")."""
    if len(capitals) > _MOST and re.search("[AEIOUY]", capitals):
        return True
    return capitals in WORDS or (len(capitals) >= _LEAST and bool(_SAYABLE.fullmatch(capitals.lower())))


def _acronym(match: re.Match[str]) -> str:
    capitals = match[1]
    if capitals in EMPHASISED:
        return capitals if len(capitals) == 1 else capitals.lower()
    return capitals.capitalize() if said_as_word(capitals) else letters(capitals)


def _code(match: re.Match[str]) -> str:
    """A name made of letters and figures: each run of either is said on its own."""
    said: list[str] = []
    for run in re.findall(r"\d+|[^\W\d_]+", match[0]):
        if run.isdigit():
            said.append(digits(run) if len(run) > 2 or run.startswith("0") else number(run))
        elif len(run) <= _LONGEST_MIXED and sum(map(str.isupper, run)) > 1 and not run.isupper():
            said.append(letters(run))
        elif run.isupper() and len(run) > 1:
            said.append(run.capitalize() if said_as_word(run) and run not in EMPHASISED else letters(run))
        elif len(run) == 1 and run.isupper() and not said and run in "AI":
            said.append(f"{run}.")  # or the voice takes the road A303 for an article, and I for a person
        else:
            said.append(run.upper() if len(run) == 1 and len(match[0]) > _LONGEST_MIXED and said else run)
    return " ".join(said) + (" plus" if match["plus"] else "")


def _variant(match: re.Match[str]) -> str:
    """A virus's line of descent: "BA.2.86" is "B.A. two point eighty-six"."""
    later = f" point {number(match[3])}" if match[3] else ""
    return f"{letters(match[1])} {number(match[2])}{later}"


def _spelt(match: re.Match[str]) -> str:
    return letters(match[0])


_L = "[A-Za-zÀ-ɏα-ω]"
_NTH = r"(?:st|nd|rd|th|s)\b"

CODES = Stage("codes", (
    rule("variant", r"(?<![\w.])([A-Z]{2,3})\.(\d+)(?:\.(\d+))?(?![\w.])", _variant),
    rule("ion", rf"(?<!\w)({one_of(_IONS)})(?![\w])", lambda m: _IONS[m[1]]),
    rule("code", rf"(?<![\w.])(?:{_L}*[A-ZΑ-Ω]{_L}*-\d+|{_L}+\d+(?!{_NTH})|\d+(?!{_NTH}){_L}+)(?:{_L}|\d)*"
         r"(?:-\d+(?!\d*-))?(?P<plus>\+(?!\s?\d))?(?!\w)", _code),
    tidy("name-and-number", rf"(?<=[{DONE}])-(?=\d)", " "),
), re.compile(r"[^\W_]\d|\d[^\W_]|-\d|[A-Z]\.\d|[+⁺]|Cl"))  # fmt: skip

ACRONYMS = Stage("acronyms", (
    rule("okay", r"(?<!\w)(?:OK|O\.K\.|ok)(?!\w)", "okay"),
    rule("letters-inside", r"(?<!\w)[a-z][A-Z]{2,5}(?!\w)", _spelt),
    rule("acronym", r"(?<![\w.&])([A-Z]{2,})(?![\w&]|\.[A-Z])(?!'[a-z]{2})", _acronym),
), re.compile(r"[A-Z]{2}|\bok\b"))  # fmt: skip
