"""What comes up: planted terms are found, steady ones are not, and the statistic is that of its formula."""

from __future__ import annotations

from math import log, sqrt

import numpy as np
import pytest

from dagster_project.themes.emerging import PRIOR, Saying, emerging_subjects, log_odds_z, terms_of

WORDS = ("report", "window", "button", "color", "chart", "table", "filter", "menu", "mouse", "font")


def chatter(count: int, seed: int, ages: tuple[int, int]) -> list[Saying]:
    rng = np.random.default_rng(seed)
    return [
        Saying(" ".join(rng.choice(WORDS, 3)), int(age)) for age in rng.integers(*ages, size=count)
    ]  # fmt: skip


def test_z_is_the_log_odds_over_its_deviation():
    a, rest = PRIOR * 15 / 300, PRIOR * 285 / 300
    delta = log((10 + a) / (90 + rest)) - log((5 + a) / (195 + rest))
    assert log_odds_z(10, 100, 5, 200) == pytest.approx(delta / sqrt(1 / (10 + a) + 1 / (5 + a)), rel=1e-6)
    assert log_odds_z(10, 100, 20, 200) == pytest.approx(0, abs=1e-9)


def test_a_subject_is_found_and_named_by_its_own_words():
    new = [Saying(f"The voice robot is {word}.", age) for word in ("odd", "rude", "kind", "new") for age in (1, 5, 9)]
    (subject,) = emerging_subjects([*chatter(60, 1, (0, 28)), *chatter(400, 2, (28, 210)), *new])
    assert subject.name == "voice robot"
    assert set(subject.terms) == {"voice", "robot", "voice robot"}
    assert (subject.recent_count, subject.earlier_count, subject.recent_total) == (12, 0, 72)


def test_two_subjects_stay_two():
    robot = [Saying("voice robot", age) for age in range(12)]
    map_ = [Saying("heat map", age) for age in range(12)]
    found = emerging_subjects([*chatter(60, 1, (0, 28)), *chatter(400, 2, (28, 210)), *robot, *map_])
    assert {subject.name for subject in found} == {"voice robot", "heat map"}


def test_what_is_said_of_one_new_thing_is_one_subject():
    """Nine sayings of it: whole sentences are too rare to be half of its texts, and lie within them."""
    said = ("makes things up", "told something untrue", "tried on Monday", "saves so much typing", "speaks Danish",
            "is a delight", "loves our team", "switched off", "talks too loud")  # fmt: skip
    new = [Saying(f"The assistant {words}.", age) for words in said for age in range(24)]
    (subject,) = emerging_subjects([*chatter(120, 1, (0, 28)), *chatter(800, 2, (28, 210)), *new])
    assert subject.name == "assistant"
    assert {"typing", "monday"} <= set(subject.parts)
    assert (subject.recent_count, len(subject.texts), subject.earlier_count) == (216, 216, 0)


def test_words_of_one_subject_in_others_are_no_texts_of_it():
    """`slow` lies mostly within the texts of the robot; those without the robot are none of its texts."""
    robot = [Saying(f"The robot is {word}.", age) for word in ("slow", "rude", "kind", "odd") for age in range(12)]
    slow = [Saying("Slow.", age) for age in range(3)]
    (subject,) = emerging_subjects([*chatter(120, 1, (0, 28)), *chatter(800, 2, (28, 210)), *robot, *slow])
    assert "slow" in subject.parts
    assert (subject.name, subject.recent_count) == ("robot", 48)


@pytest.mark.parametrize("seed", range(20))
def test_what_is_said_as_ever_is_not_new(seed):
    assert emerging_subjects([*chatter(120, seed, (0, 28)), *chatter(700, seed + 99, (28, 210))]) == []


@pytest.mark.parametrize(
    "sayings",
    [[], [Saying("voice robot", 3)] * 20, [Saying("voice robot", -1)] * 20 + [Saying("a", 50)],
     [Saying("voice robot", 3)] * 4 + [Saying("menu", 90)] * 200],
    ids=["nothing", "no time before", "not yet said", "too few"],
)  # fmt: skip
def test_nothing_is_found_where_nothing_can_be(sayings):
    assert emerging_subjects(sayings) == []


def test_terms():
    assert terms_of("The Voice Robots. Robots, 24 of them!") == {
        "voice": "voice", "robot": "robots", "voice robot": "voice robots",
    }  # fmt: skip
