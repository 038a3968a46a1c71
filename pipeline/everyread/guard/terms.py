"""Names in small letters: drugs, conditions and tests.

Drugs are known by the stems of their international names (WHO, "The use of stems in the selection of
International Nonproprietary Names", 2018) and by a list of those that have none.
"""

from __future__ import annotations

import re
from functools import lru_cache

_DRUG = re.compile(
    r"[a-z]{3,}(?:mab|tinib|pril|prilat|sartan|olol|statin|azole|cillin|mycin|micin|cycline|prazole|tidine|"
    r"triptyline|pramine|oxetine|traline|citalopram|faxine|azepam|azolam|zodone|gabalin|pentin|trexone|oxone|"
    r"apine|idone|profen|oxicam|coxib|triptan|setron|floxacin|vir|vudine|parin|gliptin|gliflozin|"
    r"glutide|formin|"
    r"dipine|thiazide|semide|lukast|terol|sone|solone|onide|caine|orphan|orphine|codone|codeine|tadine|"
    r"rizine|drine|nidine|bradine|afinil|phenidate|oxin|barbital|toin|zepine|trigine|racetam|thyroxine|"
    r"thyronine|estradiol|gesterone|dronate|quine|oxaban|platin|taxel|rubicin|abine|ximab)"
)
_NO_DRUG = frozenset("medicine gasoline online quinine saline telephone environ cousin".split())
_DRUGS = frozenset(
    "aspirin paracetamol acetaminophen insulin warfarin heparin digoxin lithium morphine fentanyl tramadol "
    "codeine naltrexone melatonin caffeine nicotine alcohol cannabis cannabidiol ketamine placebo aciclovir "
    "ivabradine midodrine fludrocortisone pyridostigmine baclofen tizanidine methotrexate azathioprine "
    "adalimumab steroid steroids antibiotic antibiotics antidepressant antidepressants antihistamine "
    "antihistamines opioid opioids painkiller painkillers vaccine vaccines statin statins iron zinc "
    "magnesium "
    "vitamin vitamins creatine carnitine coenzyme probiotic probiotics hydrocortisone cortisol thyroxine "
    "oestrogen testosterone dapsone colchicine levodopa dopamine serotonin adrenaline chemotherapy "
    "antiviral antivirals immunoglobulin diazepam zopiclone zolpidem amphetamine lisdexamfetamine".split()
)
_CONDITIONS = frozenset(
    "anaemia angina anxiety arthritis asthma autism bronchitis cancer chickenpox coeliac concussion "
    "constipation covid cystitis dementia depression diabetes diarrhoea dystonia eczema endometriosis "
    "epilepsy fever fibromyalgia flu gout hepatitis hypertension hypotension hypothyroidism "
    "hypermobility infection infections influenza insomnia leukaemia lupus lyme malaria measles menopause "
    "meningitis migraine mumps myalgia narcolepsy neuralgia neuropathy obesity osteoporosis parkinson "
    "pneumonia polio psoriasis pregnancy pregnant rubella sarcoidosis sciatica scleroderma sepsis shingles "
    "sinusitis stroke tachycardia tendonitis tetanus thrombosis thrush tinnitus tonsillitis tuberculosis "
    "ulcer ulcers vertigo myelitis encephalomyelitis encephalitis sclerosis orthostatic intolerance".split()
)
_TESTS = frozenset(
    "biopsy colonoscopy endoscopy electrocardiogram mammogram scan scans smear swab ultrasound x-ray xray "
    "urine tilt-table cpap tens".split()
)


_BODY = frozenset(
    "antibody antibodies autoantibody autoantibodies cytokine cytokines hormone hormones interferon "
    "mitochondria microbiome".split()
)
PROPER = frozenset(
    "adam ahmed aisha alan alex alice amanda amy andrea andrew angela ann anna anne anthony barbara ben "
    "benjamin brian carol caroline catherine charles charlotte chris christine christopher claire clare "
    "colin daniel david deborah dennis derek diana donna dorothy edward eleanor elizabeth ellen emily "
    "emma eric fatima fiona gary geoffrey george gillian graham hannah harriet harry hazel heather helen "
    "henry ian irene isabel jack jacob james jane janet jasmine jason jean jeffrey jennifer jenny jeremy "
    "jessica jill joan joanna joe john jonathan joseph joshua joyce judith julia julie karen kate "
    "katherine keith kenneth kevin laura lauren leila leo lewis linda lisa louise lucy margaret maria "
    "marie martin mary matthew maureen melissa michael michelle mohammed muhammad nancy naomi natalie "
    "nicholas nicola nigel oliver olivia pamela patricia paul paula peter philip rachel raymond rebecca "
    "richard robert roger ronald rosemary ruth ryan sally samantha samuel sandra sarah scott sean sharon "
    "sheila simon sophie stephen steven stuart susan suzanne sylvia teresa thomas timothy tom tony tracey "
    "valerie vera veronica victoria vincent walter wendy william yasmin yvonne zoe africa america asia "
    "australia austria bangladesh belgium brazil britain bulgaria canada chile china colombia croatia "
    "cuba cyprus denmark egypt england estonia europe finland france germany ghana greece hungary iceland "
    "india indonesia iran iraq ireland israel italy jamaica japan kenya korea latvia lithuania malta "
    "mexico morocco nepal netherlands nigeria norway pakistan peru poland portugal romania russia "
    "scotland serbia singapore slovakia slovenia spain sweden switzerland syria thailand uganda ukraine "
    "uruguay venezuela vietnam wales zimbabwe aberdeen belfast berlin birmingham bradford brighton "
    "bristol cambridge cardiff derby dublin dundee durham edinburgh exeter glasgow hull leeds leicester "
    "liverpool london luton manchester newcastle norwich nottingham oxford paris plymouth portsmouth rome "
    "sheffield southampton stirling sunderland swansea york cornwall devon dorset essex hampshire kent "
    "lancashire norfolk somerset suffolk surrey sussex yorkshire".split()
)
"""People and places that are no other word: capitals tell nothing at the start of a sentence."""
_TERMS = _DRUGS | _CONDITIONS | _TESTS | _BODY


@lru_cache(maxsize=8192)
def is_term(word: str) -> bool:
    """Whether a word in small letters names a drug, a condition or a test."""
    if word in _TERMS:
        return True
    return word not in _NO_DRUG and _DRUG.fullmatch(word) is not None and _is_rare(word, 3.6)


_RARE = 2.7
"""Zipf frequency: met less than once in two million words (wordfreq, Speer 2022)."""


def is_rare(word: str) -> bool:
    """Whether so few people meet a word that it must not be new in an easy text."""
    return _is_rare(word, _RARE)


@lru_cache(maxsize=8192)
def _is_rare(word: str, limit: float) -> bool:
    from wordfreq import zipf_frequency

    return zipf_frequency(word, "en") < limit
