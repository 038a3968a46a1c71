"""Whether a text is English, so that no other language is given an English score.

Two signs, of which either is enough when it is strong, and both when they are weak: the share of English
function words, and the share of words that the voice's English lexicon holds.  A list of symptoms has few of
the first, a dialect few of the second.  On the opening of the Universal Declaration of Human Rights, English
has shares of 0.50 and 0.97; of Welsh, Irish, Dutch, Danish, German, French, Spanish, Italian and Polish none
has more than 0.23 and 0.46.
"""

from __future__ import annotations

from collections.abc import Sequence

from everyread.readability.pronunciation import bundled

FUNCTION_WORDS = frozenset(
    "a about after all also an and any are as at be because been before being both but by can could did do "
    "does each few for from had has have he her here him his how i if in into is it its just like many may "
    "me might more most much must my no not now of off on one only or other our out over own she should so "
    "some such than that the their them then there these they this those through to too under until up us "
    "very was we were what when where which while who why will with would you your".split()
)
"""Words that carry grammar, which no English text of any length does without."""
_STRONG_FUNCTION, _STRONG_KNOWN = 0.3, 0.7
_WEAK_FUNCTION, _WEAK_KNOWN = 0.15, 0.5


def is_english(words: Sequence[str]) -> bool:
    """Whether these words are English; True when there are none to judge by."""
    lettered = [word.lower() for word in words if any(map(str.isalpha, word))]
    if not lettered:
        return True
    function = sum(word in FUNCTION_WORDS for word in lettered) / len(lettered)
    if function >= _STRONG_FUNCTION:
        return True
    known = known_share(lettered)
    return known >= _STRONG_KNOWN or (function >= _WEAK_FUNCTION and known >= _WEAK_KNOWN)


def known_share(words: Sequence[str]) -> float:
    """The share of words in small letters whose parts the English lexicon of the voice holds."""
    lexicon = bundled()
    known = sum(all(part in lexicon for part in word.replace("/", "-").split("-") if part) for word in words)
    return known / len(words)
