"""Word lists of the linter: kept short on purpose, since a list that cries wolf is soon switched off.

Own lists, made while reading health newsletters; an entry is here only if it is nearly always meant so.
"""

from __future__ import annotations

import re

# Letters that readers in the United Kingdom meet without their long form every day.
EVERYDAY_LETTERS = frozenset(
    "NHS GP UK USA US EU UN BBC ITV TV DVD CD PC USB PDF MP MPS PIN ID OK AM PM DNA ITU FAQ RSVP PO BST GMT "
    "AGM DIY VAT VIP HIV AIDS COVID WWW HTML SMS PR HR IT CEO NASA BC AD PHD MSC BSC MD MBE OBE CBE "
    "II III IV VI VII VIII IX XI XII BMJ ISBN DOI URL WIFI SOS".split()
)

FIGURES_OF_SPEECH = tuple(
    re.compile(rf"\b(?:{words})\b", re.IGNORECASE)
    for words in (
        r"front[- ]line(?: troops)?",
        r"to name but a few",
        r"tip of the iceberg",
        r"light at the end of the tunnel",
        r"roller ?-?coaster",
        r"in the same boat",
        r"uphill (?:battle|struggle)",
        r"game[- ]changer",
        r"step(?:ping)? stones?",
        r"silver (?:bullet|lining)",
        r"double[- ]edged sword",
        r"vicious circle",
        r"snowball effect",
        r"ticking (?:time )?bomb",
        r"(?:turn(?:ed|ing)?|start(?:ed|ing)?) over a new leaf",
        r"tak(?:e|es|en|ing) (?:its|their|a heavy) toll",
        r"took (?:its|their|a heavy) toll",
        r"(?:hit|hits|hitting) (?:the|a) (?:wall|buffers)",
        r"back (?:to|on) (?:square one|track)",
        r"(?:running|run|runs|ran) on empty",
        r"under the weather",
        r"(?:bear|bears|bearing|bore) the brunt",
        r"(?:shed|sheds|shedding|cast|throw|throws) (?:new |more |some )?light on",
        r"pav(?:e|es|ed|ing) the way",
        r"(?:opens?|opened|opening) the door to",
        r"at the end of the day",
        r"in the long run",
        r"once in a blue moon",
        r"out of the blue",
        r"on the same page",
        r"the ball is in",
        r"on the road to recovery",
        r"a long road (?:ahead|back)",
        r"(?:keep|kept|keeping) (?:an eye on|(?:my|your|our|his|her|their) head above water)",
        r"(?:take|took|taking|takes) (?:it|things|life) one (?:step|day) at a time",
        r"(?:fell|fall|falls|falling|slip|slips) through the (?:net|cracks)",
        r"(?:last|final) straw",
        r"landmark (?:study|trial|ruling)",
        r"holy grail",
        r"food for thought",
        r"ring(?:s|ing)? (?:true|alarm bells)",
        r"(?:sea|step) change",
        r"breath of fresh air",
        r"weight off (?:my|your|our|his|her|their) (?:mind|shoulders)",
        r"leaps and bounds",
        r"tried and tested",
        r"hand in hand with",
        r"a drop in the ocean",
        r"rule of thumb",
        r"red tape",
    )
)
SIMILE = re.compile(
    r"\b(?:is|are|was|were|acts?|works?) (?:a (?:bit|little) |rather |just |much |almost |very much )?"
    r"like an? \w+",
    re.IGNORECASE,
)

WORDY = {
    "in order to": "to",
    "prior to": "before",
    "subsequent to": "after",
    "due to the fact that": "because",
    "owing to the fact that": "because",
    "in spite of the fact that": "although",
    "despite the fact that": "although",
    "in the event that": "if",
    "in the event of": "if there is",
    "with regard to": "about",
    "with respect to": "about",
    "in relation to": "about",
    "in respect of": "about",
    "a large number of": "many",
    "a number of": "some",
    "the majority of": "most",
    "a majority of": "most",
    "at the present time": "now",
    "at this point in time": "now",
    "on a daily basis": "every day",
    "on a regular basis": "regularly",
    "on a weekly basis": "every week",
    "for the purpose of": "to",
    "for the purposes of": "to",
    "in the vicinity of": "near",
    "in close proximity to": "near",
    "has the ability to": "can",
    "have the ability to": "can",
    "is able to": "can",
    "are able to": "can",
    "in excess of": "more than",
    "in accordance with": "following",
    "in the absence of": "without",
    "until such time as": "until",
    "in addition to": "as well as",
    "as a consequence of": "because of",
    "by means of": "by",
    "commence": "start",
    "commenced": "started",
    "utilise": "use",
    "utilised": "used",
    "utilising": "using",
    "utilisation": "use",
    "endeavour": "try",
    "endeavoured": "tried",
    "facilitate": "help",
    "facilitates": "helps",
    "facilitated": "helped",
    "ascertain": "find out",
    "ascertained": "found out",
    "approximately": "about",
    "additional": "more",
    "additionally": "also",
    "assistance": "help",
    "demonstrate": "show",
    "demonstrates": "shows",
    "demonstrated": "showed",
    "sufficient": "enough",
    "insufficient": "not enough",
    "numerous": "many",
    "furthermore": "also",
    "nevertheless": "but",
    "whilst": "while",
    "amongst": "among",
    "therein": "in it",
    "thereby": "so",
    "hereby": "",
}
# "commence" and its like are single words; the longest is looked for first.
WORDY_PHRASE = re.compile(
    r"\b(?:" + "|".join(sorted(map(re.escape, WORDY), key=len, reverse=True)) + r")\b", re.IGNORECASE
)

_LIGHT = {
    "decision": "decide",
    "decisions": "decide",
    "assessment": "assess",
    "recommendation": "recommend",
    "recommendations": "recommend",
    "investigation": "investigate",
    "investigations": "investigate",
    "examination": "examine",
    "evaluation": "evaluate",
    "comparison": "compare",
    "comparisons": "compare",
    "consideration": "consider",
    "contribution": "contribute",
    "improvement": "improve",
    "improvements": "improve",
    "adjustment": "adjust",
    "adjustments": "adjust",
    "measurement": "measure",
    "measurements": "measure",
    "observation": "observe",
    "observations": "observe",
    "explanation": "explain",
    "description": "describe",
    "analysis": "analyse",
    "review": "review",
    "agreement": "agree",
    "arrangement": "arrange",
    "arrangements": "arrange",
    "application": "apply",
    "suggestion": "suggest",
    "suggestions": "suggest",
    "reduction": "reduce",
    "reference": "refer",
    "reservation": "book",
    "calculation": "calculate",
    "discussion": "discuss",
    "attempt": "try",
    "enquiries": "ask",
    "inquiries": "ask",
    "preparations": "prepare",
}
_LIGHT_VERBS = (
    r"ma(?:ke|kes|de|king)|g[ia]ve|gives|given|giving|carr(?:y|ies|ied|ying) out|conduct(?:s|ed|ing)?|"
    r"perform(?:s|ed|ing)?|undert(?:ake|akes|ook|aken|aking)|reach(?:es|ed|ing)?|provid(?:e|es|ed|ing)|"
    r"t(?:ake|akes|ook|aking) into"
)
HIDDEN_VERB = re.compile(
    rf"\b(?:{_LIGHT_VERBS})\s+(?:(?:a|an|the|any|some|your|our|their|his|her|my|further|more|this|these)\s+)?"
    rf"(?:[a-z]+(?:ed|ing|al|ive|er|ous|ful|ic|rt|ll)\s+)?(?P<noun>{'|'.join(_LIGHT)})\b",
    re.IGNORECASE,
)
VERB_OF = _LIGHT

# Adjectives that deny by their beginning; "important" and "interesting" do not.
_DENYING = "|".join(
    "unable unaware unlikely unusual uncommon unknown unclear unreasonable unhelpful unimportant unnecessary "
    "unaffected unexpected unrelated unsafe unwilling unwell unpleasant unfamiliar unfair unconnected "
    "unsuccessful uncertain unheard impossible improbable impractical inaccurate incorrect incapable "
    "inappropriate insignificant inconsiderable inconceivable irrelevant irreversible dissimilar "
    "dishonest discontent unhappy".split()
)
_NOT = r"(?:\bnot|n['’]t|\bnever|\bcannot)"
DOUBLE_NEGATIVES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # "not uncommon", "isn't entirely unexpected"
        rf"{_NOT}\s+(?:(?:\w+ly|so|too|at all|very|quite|be|an?)\s+){{0,2}}(?:{_DENYING})\b",
        # "cannot manage without", "do not stop taking it without asking"
        rf"{_NOT}(?:\s+[\w’'-]+){{1,7}}\s+without\b",
        r"\bno(?:\s+[\w’'-]+){1,3}\s+without\b",
        # "do not rest unless"
        rf"{_NOT}(?:\s+[\w’'-]+){{1,8}},?\s+unless\b",
        # "did not say nothing"; "not no longer" and "not … no. 5" are no such thing
        rf"{_NOT}(?!\s+only)(?:\s+[\w’'-]+){{1,4}}\s+(?:nothing|nobody|no one|nowhere|none)\b",
        # "did not fail to", "fails to prevent"
        rf"{_NOT}\s+fail(?:ed)?\s+to\b",
        r"\bfail(?:s|ed|ing)?\s+to\s+(?:avoid|prevent|stop|exclude|rule out|deny)\b",
    )
)
"""What a reader must turn round twice to understand."""

NUMBER_WORDS = frozenset(
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety".split()
)
EVERYDAY_PASSIVES = frozenset(
    "born called named known based used located situated married concerned interested involved diagnosed "
    "affected tired worried published held designed related linked made entitled "
    "closed limited associated covered termed "
    "supposed qualified bedbound housebound exhausted engaged registered funded".split()
)
"""Participles that are adjectives in all but name, or where nobody asks who did it."""
