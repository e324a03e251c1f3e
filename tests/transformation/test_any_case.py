"""Random cases through the whole of the SLA models, in one build: elapsed with pauses, and due, against a naive count.

test_any_calendar.py tries the look-ups with new calendars on every run. This one tries what is around them (targets,
pauses, windows, due times of clocks that were paused on the way) on cases that are always the same, so that what fails
once fails again.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest
from dbt_builds import environment_of, parsed_project
from transformation.naive_calendar import Calendar, NaiveCount, Version, clock

from dagster_project.business_time.case_file import BusinessCase
from dagster_project.business_time.judging import run_cases
from dagster_project.business_time.schedules import Schedule
from dagster_project.transformation.parsed_project import hand_over_parse

ZONES = ["Africa/Cairo", "Australia/Lord_Howe", "Asia/Kathmandu", "America/Sao_Paulo", "Europe/Berlin", "UTC"]
FIRST = datetime(2025, 3, 24, tzinfo=UTC)
DAYS = 14
COUNT = 100


def blocks(random: Random) -> list[tuple[int, int]]:
    """Blocks of a day, to the minute; overlapping ones too."""
    edges = [sorted(random.sample(range(0, 1441, 10), 2)) for _ in range(random.randint(0, 3))]
    return list({opens * 60: (opens * 60, closes * 60) for opens, closes in edges}.values())


def dated(random: Random, number: int) -> dict[date, list[tuple[int, int]]]:
    days = [FIRST.date() + timedelta(days=random.randrange(DAYS)) for _ in range(number)]
    return {day: of_day for day in days if (of_day := blocks(random))}


def calendar(random: Random) -> Calendar:
    weekly = {weekday: blocks(random) for weekday in range(1, 8)}
    off = FIRST.date() + timedelta(days=random.randrange(DAYS))
    version = Version(random.choice(ZONES), weekly, datetime(1900, 1, 1, tzinfo=UTC))
    return Calendar([version], [(off, off)], dated(random, 2), dated(random, 3))


def schedule(calendar: Calendar) -> Schedule:
    def texts(of_day: list[tuple[int, int]]) -> tuple[tuple[str, str], ...]:
        return tuple(sorted((clock(opens), clock(closes)) for opens, closes in of_day))

    return Schedule(
        calendar.versions[0].zone,
        tuple(sorted((weekday, texts(of_day)) for weekday, of_day in calendar.versions[0].weekly.items())),
        tuple(first for first, _ in calendar.holidays),
        tuple(sorted((day, texts(of_day)) for day, of_day in calendar.date_hours.items())),
        tuple(sorted((day, texts(of_day)) for day, of_day in calendar.breaks.items())),
    )


def random_case(number: int, random: Random) -> BusinessCase:
    """A case whose expected value is counted second by second of its window, pauses left out."""
    hours = calendar(random)
    count = NaiveCount(hours, FIRST, FIRST + timedelta(days=DAYS), 60)
    start, end = sorted(count.first + random.randrange(DAYS * 86400) for _ in range(2))
    edges = sorted(random.randrange(start, end + 1) for _ in range(2 * random.randint(0, 3)))
    pauses = [pair for pair in zip(edges[::2], edges[1::2], strict=True) if pair[0] < pair[1]]
    counted = count.between(start, end) - sum(count.between(*pause) for pause in pauses)
    common = {
        "case_id": f"case-{number}", "schedule": schedule(hours), "start": moment(start),
        "pauses": tuple((moment(a), moment(b)) for a, b in pauses),
    }  # fmt: skip
    if number % 2 or counted == 0:
        return BusinessCase(**common, kind="elapsed", end=moment(end), expected={"seconds": counted})
    seconds = random.randint(1, counted)
    return BusinessCase(**common, kind="due", seconds=seconds, expected={"at": due(count, start, seconds, pauses)})


def due(count: NaiveCount, start: int, seconds: int, pauses: list[tuple[int, int]]) -> datetime:
    """The first second at whose end so many have counted, going from pause to pause."""
    for begins, ends in [*pauses, (count.first + DAYS * 86400, None)]:
        counts = count.between(start, begins)
        if counts >= seconds:
            break
        start, seconds = ends, seconds - counts
    return moment(count.due(start, seconds))


def moment(second: int) -> datetime:
    return datetime.fromtimestamp(second, UTC)


@pytest.fixture(scope="module")
def cases() -> list[BusinessCase]:
    random = Random(20261120)
    return [random_case(number, random) for number in range(COUNT)]


def test_random_cases_come_out_as_counted(cases, tmp_path):
    environment = environment_of(tmp_path)
    hand_over_parse(parsed_project(), environment)
    assert run_cases(cases, environment) == []


def test_the_cases_are_worth_trying(cases):
    """Enough of them count something, are paused, and are due."""
    assert sum(case.expected.get("seconds", 0) > 0 for case in cases) > COUNT / 4
    assert sum(case.kind == "due" for case in cases) > COUNT / 4
    assert sum(bool(case.pauses) for case in cases) > COUNT / 2
