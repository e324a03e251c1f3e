"""The main numbers of a period as cards, each beside that of the period before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from dashboards.answers import Answers
from dashboards.cards import Card, Change
from dashboards.durations import clock_time, duration, share
from dashboards.figures import points, relative_change, whole
from dashboards.filters import Selection
from dashboards.measurability import why_clock_is_unmeasured, why_rate_is_unmeasured


@dataclass(frozen=True)
class Asked:
    """A metric that a card shows. better: +1 where more is better, -1 where less is, 0 where neither is.

    n: the metric that counts the cases behind it; of a rate, its denominator is taken. on_clock: counted by a clock.
    """

    metric: str
    label: str
    better: int = 0
    n: str = ""
    clock: str = ""
    on_clock: bool = False


COUNTS = (Asked("cases_opened", "Cases opened"), Asked("cases_resolved", "Cases resolved"))
BACKLOG = Asked("open_backlog", "Open backlog")
PROMISES = (
    Asked("sla_attainment", "First response on time", 1, clock="first_response"),
    Asked("sla_attainment", "Resolution on time", 1, clock="resolution"),
)
DURATIONS = (
    Asked("mtta_median", "MTTA, median", n="cases_acknowledged"),
    Asked("mttr_median", "MTTR, median", n="cases_timed_to_resolve"),
    Asked("mttr_p90", "MTTR, 90th percentile", n="cases_timed_to_resolve"),
)
SATISFACTION = Asked("csat", "CSAT", 1)
RATES = (
    Asked("reopen_rate", "Reopen rate", -1),
    Asked("auto_closed_share", "Closed automatically"),
    Asked("survey_capture_rate", "Survey capture rate"),
)


def main_cards(answers: Answers, chosen: Selection) -> list[Card]:
    """Twelve cards: flow, promises and satisfaction; then speed and outcomes."""
    rates = [part for asked in (SATISFACTION, *RATES) for part in parts_of_rate(answers, asked.metric)]
    counted = [asked.n for asked in DURATIONS]
    names = dict.fromkeys([*(asked.metric for asked in (*COUNTS, *DURATIONS)), *counted, *rates])
    now = first_row(answers, names, chosen.where, chosen.since, chosen.until)
    before = first_row(answers, names, chosen.where, *chosen.before) if chosen.before else {}
    return [
        *(count_card(answers, asked, now, before) for asked in COUNTS),
        _backlog_card(answers, chosen),
        *(promise_card(answers, asked, chosen) for asked in PROMISES),
        rate_card(answers, SATISFACTION, now, before, chosen),
        *(duration_card(answers, asked, now, before) for asked in DURATIONS),
        *(rate_card(answers, asked, now, before, chosen) for asked in RATES),
    ]


def parts_of_rate(answers: Answers, rate: str) -> list[str]:
    """The metrics that a rate is shown with: itself, its interval, and what it is a share of."""
    return [rate, f"{rate}_low", f"{rate}_high", answers.definition(rate).denominator]


def first_row(
    answers: Answers,
    metrics: Sequence[str] | Mapping[str, None],
    where: Mapping[str, Sequence[str]],
    since: date | None,
    until: date | None,
) -> dict[str, Any]:
    """The values of metrics over a whole period, by name; nothing where there is no row."""
    rows = answers.ask(list(metrics), (), where, since, until).to_dicts()
    return rows[0] if rows else {}


def count_card(answers: Answers, asked: Asked, now: Mapping[str, Any], before: Mapping[str, Any]) -> Card:
    """A count; that there were none is the number 0."""
    value = now.get(asked.metric) or 0
    change = None
    if before:
        was = before.get(asked.metric) or 0
        change = Change(f"{relative_change(value, was)} from {whole(was)}" if was else "none before")
    return Card(asked.label, whole(value), answers.definition(asked.metric).description, change=change)


def duration_card(answers: Answers, asked: Asked, now: Mapping[str, Any], before: Mapping[str, Any]) -> Card:
    """A duration in words; one without cases has no value."""
    value, was = now.get(asked.metric), before.get(asked.metric)
    meaning = answers.definition(asked.metric).description
    if value is None:
        return Card(asked.label, "–", meaning, note="no cases in this period")
    words = clock_time if asked.on_clock else duration
    change = Change(f"{relative_change(value, was)} from {words(was)}") if was else None
    n = (now.get(asked.n) or 0) if asked.n else None
    return Card(asked.label, words(value), meaning, n=n, change=change)


def rate_card(
    answers: Answers, asked: Asked, now: Mapping[str, Any], before: Mapping[str, Any], chosen: Selection
) -> Card:
    """A share with its interval and n, or the reason why it is not measured."""
    meaning = answers.definition(asked.metric).description
    # Asked first: a share of 0 % is no measurement where nothing could ever have been counted.
    why = why_rate_is_unmeasured(answers, asked.metric, chosen.where.get("source", ()))
    if why:
        return Card(asked.label, None, meaning, note=why)
    if now.get(asked.metric) is None:
        return Card(asked.label, "–", meaning, note="no cases in this period")
    return _share_card(answers, asked, now, before)


def promise_card(answers: Answers, asked: Asked, chosen: Selection) -> Card:
    """The attainment of a clock, or the reason why the sources cannot tell of it."""
    why = why_clock_is_unmeasured(answers, asked.clock, chosen.where.get("source", ()))
    if why:
        return Card(asked.label, None, answers.definition(asked.metric).description, note=why)
    names = parts_of_rate(answers, asked.metric)
    where = chosen.also(clock=asked.clock)
    now = first_row(answers, names, where, chosen.since, chosen.until)
    before = first_row(answers, names, where, *chosen.before) if chosen.before else {}
    return rate_card(answers, asked, now, before, chosen)


def _share_card(answers: Answers, asked: Asked, now: Mapping[str, Any], before: Mapping[str, Any]) -> Card:
    rate, low, high, count = parts_of_rate(answers, asked.metric)
    change = None
    if before.get(rate) is not None:
        # Only a change that the two intervals cannot explain is called better or worse.
        is_clear = now[low] > before[high] or now[high] < before[low]
        direction = 1 if now[rate] > before[rate] else -1
        tone = {1: "better", -1: "worse"}.get(direction * asked.better, "") if is_clear else ""
        change = Change(f"{points(now[rate], before[rate])} from {share(before[rate])}", tone)
    meaning = answers.definition(rate).description
    return Card(asked.label, share(now[rate]), meaning, now[rate], (now[low], now[high]), now[count], change=change)


def _backlog_card(answers: Answers, chosen: Selection) -> Card:
    # Asked for the period's last day alone: over a longer period the metric takes the last day that has a row.
    now = first_row(answers, [BACKLOG.metric], chosen.where, chosen.until, chosen.until)
    before = (
        first_row(answers, [BACKLOG.metric], chosen.where, chosen.before[1], chosen.before[1]) if chosen.before else {}
    )
    return count_card(answers, BACKLOG, now, before)
