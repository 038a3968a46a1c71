"""Casting: each role in its voice, all at one rate and level, and no voice changed unasked."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from everyread.errors import ArticleError, InputError, MachineError
from everyread.narration import voice as voice_module
from everyread.narration.casting import identities, parts_of, read_aloud, slowed, to_come
from everyread.narration.lexicon import Lexicon
from everyread.narration.script import Script, script_of
from everyread.narration.voice import installed_voices, voice_named
from everyread.settings import Narration, Roles, RoleVoice
from everyread.store import Store
from tests.narration import voices
from tests.narration.articles import full_article, plain_article

LOW_QUOTES = Roles(quotation=RoleVoice(voice="LowVoice"))


class NobodysVoice(voices.NullVoice):
    """Its engine is not installed."""

    @property
    def identity(self) -> str:  # type: ignore[override]
        raise MachineError("It is not installed.", "Install it.")

    def speak(self, text: str, speed: float) -> voices.Sound:
        raise MachineError("It is not installed.", "Install it.")


@pytest.fixture(autouse=True)
def test_voices(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    cast = (voices.NullVoice, voices.LowVoice, voices.OnlineVoice, *voices.FAULTY)
    nobody = {"nobody": type(next(iter(voices.door(voices.NullVoice).values())))(
        "nobody", f"{__name__}:NobodysVoice", voice_module.GROUP
    )}  # fmt: skip
    known = {**installed_voices(), **voices.door(*cast), **nobody}
    monkeypatch.setattr(voice_module, "installed_voices", lambda: known)
    voice_named.cache_clear()
    voices.NullVoice.spoken.clear()
    yield
    voice_named.cache_clear()


def script(*paragraphs: str) -> Script:
    return script_of(plain_article(*paragraphs), Lexicon())


def narration(**settings: object) -> Narration:
    return Narration.model_validate({"voice": "NullVoice", **settings})


def test_the_length_is_said_of_what_was_spoken(store: Store) -> None:
    reading = read_aloud(
        script(*["It was a long and quiet winter in the house by the sea."] * 18), narration(), store
    )
    assert [each.spoken for each in reading.script.utterances][1] == "About one minute."
    assert len(reading.sounds) == len(reading.script.utterances)
    assert voices.NullVoice.spoken[-1] == "About one minute."
    assert reading.voices == ("null 1",)


def test_each_role_has_its_voice_at_one_rate_and_level(store: Store) -> None:
    whole = script_of(full_article(), Lexicon())
    alone = read_aloud(whole, narration(), store)
    mixed = read_aloud(whole, narration(roles=LOW_QUOTES), store)
    assert mixed.voices == ("null 1", "low 1")
    assert mixed.rate == 24000
    for utterance, one, other in zip(mixed.script.utterances, alone.sounds, mixed.sounds, strict=True):
        if utterance.role == "quotation":
            assert len(other) == pytest.approx(len(one), rel=0.02)
            assert loudness(other) == pytest.approx(loudness(one), rel=0.1)
        else:
            assert np.array_equal(one, other)


def loudness(sound: np.ndarray) -> float:
    return float(np.sqrt(np.mean(np.square(sound, dtype=np.float64))))


def test_a_role_may_have_its_own_speed(store: Store) -> None:
    whole = script_of(full_article(), Lexicon())
    quick = narration(roles=Roles(quotation=RoleVoice(speed=1.25)))
    lengths = [
        [len(sound) for sound in read_aloud(whole, each, store).sounds] for each in (narration(), quick)
    ]
    roles = [each.role for each in read_aloud(whole, quick, store).script.utterances]
    assert all(
        (one > other) == (role == "quotation") for one, other, role in zip(*lengths, roles, strict=True)
    )


@pytest.mark.fires("NAR-037")
def test_a_fallback_that_was_asked_for_takes_the_whole_article(store: Store) -> None:
    settings = narration(voice="ShortVoice", fallback="NullVoice", roles=LOW_QUOTES)
    reading = read_aloud(script_of(full_article(), Lexicon()), settings, store)
    assert reading.voices == ("null 1",)
    assert [finding.rule for finding in reading.findings] == ["NAR-037"]
    assert "NullVoice" in reading.findings[0].message


def test_no_voice_is_changed_unasked(store: Store) -> None:
    with pytest.raises(ArticleError) as caught:
        read_aloud(
            script("The winter was long and cold, and so was the spring that came after it."),
            narration(voice="ShortVoice"),
            store,
        )
    assert caught.value.rule == "NAR-031"


def test_a_fallback_that_fails_too_stops_the_article(store: Store) -> None:
    settings = narration(voice="ShortVoice", fallback="SilentVoice")
    with pytest.raises(ArticleError) as caught:
        read_aloud(
            script("The winter was long and cold, and so was the spring that came after it."), settings, store
        )
    assert caught.value.rule == "NAR-030"


def test_a_voice_that_is_not_installed_needs_a_fallback(store: Store) -> None:
    with pytest.raises(MachineError):
        identities(narration(voice="nobody"))
    settings = narration(voice="nobody", fallback="NullVoice")
    assert "null 1" in identities(settings)
    assert read_aloud(script("The winter was long."), settings, store).voices == ("null 1",)
    with pytest.raises(InputError):
        identities(narration(fallback="zzzz"))


def test_identities_name_every_voice_that_may_be_heard() -> None:
    assert set(identities(narration())) == {"null 1"}
    assert set(identities(narration(roles=LOW_QUOTES, fallback="OnlineVoice"))) == {
        "null 1",
        "low 1",
        "online 1",
    }


@pytest.mark.fires("NAR-038")
def test_that_words_leave_the_machine_is_said_once(store: Store) -> None:
    first = read_aloud(script("The winter was long."), narration(voice="OnlineVoice"), store)
    other = read_aloud(script("The spring was late."), narration(voice="OnlineVoice"), store)
    assert [finding.rule for finding in first.findings] == ["NAR-038"]
    assert len({*first.findings, *other.findings}) == 1


def test_what_is_to_come_counts_each_sentence_for_each_voice_and_edition(store: Store) -> None:
    plain, both = narration(roles=LOW_QUOTES), narration(roles=LOW_QUOTES, slower=0.8)
    whole = script_of(full_article(), Lexicon())
    said = [(each.role, each.spoken) for each in whole.utterances]
    assert len(to_come(parts_of(said, plain), store)) == len(said)
    assert len(to_come(parts_of(said, both), store)) == 2 * len(said)
    read_aloud(whole, plain, store)
    assert len(to_come(parts_of(said, plain), store)) == 0
    assert len(to_come(parts_of(said, both), store)) == len(said)


def test_the_slower_edition_slows_every_part() -> None:
    settings = narration(speed=1.0, slower=0.8, roles=Roles(question=RoleVoice(speed=1.5)))
    slow = slowed(settings, 0.8)
    assert (slow.speed, slow.roles.question.speed, slow.roles.quotation.speed) == (
        0.8,
        pytest.approx(1.2),
        None,
    )
    assert slow.slower is None
    assert slowed(narration(speed=0.5), 0.8).speed == 0.5


@pytest.mark.fires("NAR-036")
@pytest.mark.fires("NAR-035")
@pytest.mark.parametrize(("voice", "rule"), [("OtherRateVoice", "NAR-036"), ("RepeatingVoice", "NAR-035")])
def test_what_shows_only_in_the_whole_is_found(voice: str, rule: str, store: Store) -> None:
    texts = [
        f"{first} {second} was here." for first in ("Ann", "Bob", "Tom") for second in ("Low", "Lee", "May")
    ]
    with pytest.raises(ArticleError) as caught:
        read_aloud(
            script(*texts, *["Cytokines are one of the front line troops of the immune system."] * 8),
            narration(voice=voice),
            store,
        )
    assert caught.value.rule == rule
