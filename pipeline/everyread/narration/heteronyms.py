"""Words written alike and said differently: respelt where the words around them leave no doubt.

The embedded voice tells most of them apart by itself ("live music", "a tear in my eye", "to read"); these
are the ones it was heard to get wrong.  A word whose meaning is not certain is left to the voice.
"""

from __future__ import annotations

import re

from everyread.narration.rules import Stage, table

HETERONYMS = Stage("heteronyms", table((
    # The metal; the voice takes every "lead" for the one that rhymes with "need".
    ("lead-metal", r"\blead(?=\s(?:pipes?|paint|poisoning|shot|levels?\sin|piping|acetate|exposure|weight"
     r"s?|roof|"
     r"crystal|pencils?|solder|apron|oxide|free)\b|-(?:free|lined|based|acid)\b)", "led"),
    ("lead-metal-after", r"(?P<keep>\b(?:mercury|cadmium|arsenic|tin|zinc)(?:,|\sand|\sor|,\sand)\s)lead\b",
     "led"),
    ("lead-metal-before", r"\blead(?=(?:,|\sand|\sor)\s(?:mercury|cadmium|arsenic|zinc|copper)\b)", "led"),
    # "has read" and "is read" the voice says right by itself.
    ("read-not", r"(?P<keep>\b(?:have|has|had|is|are|was|were)n't\s(?:yet\s|ever\s|been\s)?)read\b", "red"),
    ("read-asked", r"(?P<keep>\b(?:[Hh]ave|[Hh]as|[Hh]ad)\s(?:I|you|he|she|we|they|anyone|anybody)\s"
     r"(?:ever\s)?)"
     r"read\b", "red"),
    ("read-adverb", r"(?P<keep>'(?:d|s|ve)\s(?:already|just|never|ever|also|only)\s)read\b", "red"),
    ("minute-tiny", r"\bminute(?=\s(?:amounts?|quantit(?:y|ies)|traces?|doses?|particles?|details?|"
     r"differences?|changes?|fragments?|organisms?|blood)\b)", "my-newt"),
    ("wound-round", r"(?P<keep>\b(?:he|she|it|I|we|they|be|is|was|are|were|been|tightly)\s)wound"
     r"(?=\s(?:up|down|"
     r"around|round|the\sclock)\b)", "wownd"),
    ("refuse-rubbish", r"\brefuse(?=\s(?:collections?|bins?|bags?|collectors?|sacks?|lorr(?:y|ies))\b)",
     "reff-yoose"),
    ("refuse-household", r"(?P<keep>\b(?:[Hh]ousehold|[Gg]arden|[Kk]itchen)\s)refuse\b", "reff-yoose"),
    ("tear-eye", r"(?P<keep>\b(?:shed|shedding)\sa\s)tear\b", "teer"),
    ("tear-rip", r"(?P<keep>\b(?:muscle|ligament|tendon|meniscus|rotator\scuff|retinal|vaginal|perineal|ca"
     r"rtilage)\s)"
     r"tear(s?)\b", r"tair\2"),
    ("tear-wear", r"(?P<keep>\bwear\sand\s)tear\b", "tair"),
    ("bow-bend", r"(?P<keep>\b(?:[Tt]ake|[Tt]ook|[Tt]aking|final)\s(?:a\s|your\s|his\s|her\s)?)bow\b",
     "bough"),
    ("bow-head", r"\bbow(?=\s(?:your|his|her|their|my|its|down|out)\b)", "bough"),
    ("row-quarrel", r"(?P<keep>\b(?:blazing|family|political|having\sa|had\sa|flaming)\s)row\b", "rao"),
    ("live-vaccine", r"\blive(?=[\s-](?:vaccines?|attenuated|virus|viruses|webinars?|chat|streams?|broadca"
     r"sts?|"
     r"music|performances?|audience|events?|Q\b|sessions?|concerts?|cells?)\b)", "lyve"),
    ("moped", r"(?P<keep>\b(?:a|the|his|her|my|your)\s)moped\b", "mo-ped"),
    ("reading-town", r"(?P<keep>\b(?:in|from|at|to|near|of)\s)Reading(?=[,.;]?\s?(?:,|\.|$|Berkshire|Unive"
     r"rsity|"
     r"[Ss]tation|on\s))", "Redding"),
    ("reading-places", r"\bReading(?=(?:,\sBerkshire|\sUniversity|\sFC|\s[Ss]tation|\s[Ff]estival)\b)|"
     r"(?P<keep>\b(?:University|Royal\sBerkshire\sHospital),?\s(?:of|in)\s)Reading\b", "Redding"),
    ("close-relation", r"\bclose(?=\s(?:relatives?|friends?|famil(?:y|ies)|contacts?|links?)\b)", "cloce"),
)), re.compile(r"lead|read|minute|wound|refuse|tear|\bbow\b|\brow\b|\blive|moped|Reading|close"))  # fmt: skip
