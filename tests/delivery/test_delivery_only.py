"""Each form that members use can be asked for by itself, and brings the recordings if it is made of them."""

from __future__ import annotations

from everyread.jobs import wanted_kinds
from everyread.manifest import KINDS, MADE_OF_SOUND

FORMS = ("page", "epub", "daisy", "feed", "usb", "braille")


def test_what_is_made_of_sound_brings_the_sound_along() -> None:
    assert set(FORMS) < set(KINDS)
    for form in FORMS:
        assert wanted_kinds(form) == ({form, "audio"} if form in MADE_OF_SOUND else {form})
    assert wanted_kinds("usb, braille") == {"usb", "braille", "audio"}
    assert wanted_kinds("") == set(KINDS)
