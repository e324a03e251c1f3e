"""The main numbers of one clock as cards."""

from __future__ import annotations

from dashboards.answers import Answers
from dashboards.cards import Card
from dashboards.filters import Selection
from dashboards.overview_cards import Asked, count_card, duration_card, first_row, parts_of_rate, rate_card

ON_TIME = Asked("sla_attainment", "On time", 1)
COUNTS = (Asked("sla_met", "Met"), Asked("sla_breached", "Breached"))
OPEN = Asked("sla_open", "Open now")
DURATIONS = (
    Asked("sla_elapsed_median", "Elapsed, median", n="sla_decided", on_clock=True),
    Asked("sla_elapsed_p90", "Elapsed, 90th percentile", n="sla_decided", on_clock=True),
)


def clock_cards(answers: Answers, chosen: Selection, clock: str) -> list[Card]:
    """Attainment, what was met and breached, what is open, and how long decided clocks ran."""
    where = chosen.also(clock=clock)
    names = [*parts_of_rate(answers, ON_TIME.metric), *(asked.metric for asked in (*COUNTS, *DURATIONS))]
    now = first_row(answers, names, where, chosen.since, chosen.until)
    before = first_row(answers, names, where, *chosen.before) if chosen.before else {}
    # Open clocks are those of now: the period, which dates a clock by its decision, says nothing of them.
    still_open = first_row(answers, [OPEN.metric], where, None, None)
    return [
        rate_card(answers, ON_TIME, now, before, chosen),
        *(count_card(answers, asked, now, before) for asked in COUNTS),
        count_card(answers, OPEN, still_open, {}),
        *(duration_card(answers, asked, now, before) for asked in DURATIONS),
    ]
