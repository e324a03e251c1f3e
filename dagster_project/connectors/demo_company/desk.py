"""Who works on each case and at what pace: groups, agents, handovers, and what slows a group down."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dagster_project.connectors.demo_company.draws import Flags, Floats, Ints, Random, happens, portion
from dagster_project.connectors.demo_company.history import DAY, NEVER, History
from dagster_project.connectors.demo_company.incidents import Incidents
from dagster_project.connectors.demo_company.openings import Openings
from dagster_project.connectors.demo_company.planted_effects import planted
from dagster_project.connectors.demo_company.product import INTEGRATIONS, PLATFORM, SPECIALISTS
from dagster_project.connectors.demo_company.staff import Staff

SHARE_STRAIGHT_TO_SPECIALISTS = 0.28
SHARE_HANDED_OVER_BY_FRONTLINE = 0.31
SHARE_HANDED_OVER_BY_SPECIALISTS = 0.09
SHARE_HANDED_OVER_AGAIN = 0.15
APAC = 2
MOST_HANDOVERS = 2


@dataclass(frozen=True)
class Desk:
    """Who works on the cases of a block.

    group, agent: (cases × 3): those it begins with, and those after each handover.
    handovers: how many there are, 0 to 2. has_macro: the first reply is made with a macro.
    reply_pace, work_pace: factors on the time to the first reply and on the time of work.
    """

    group: Ints
    agent: Ints
    handovers: Ints
    has_macro: Flags
    reply_pace: Floats
    work_pace: Floats

    def holder(self, case: Ints, at: Ints, handover_at: Ints) -> Ints:
        """Column of group and agent that holds each case at an instant (handover_at: cases × 2)."""
        return (at[:, None] >= handover_at[case]).sum(axis=1)


def staff_cases(rng: Random, openings: Openings, staff: Staff, incidents: Incidents, history: History) -> Desk:
    """Choose groups and agents for a block of cases, and say how fast they will be."""
    count = len(openings)
    specialists = SPECIALISTS[openings.component]
    goes_straight = happens(rng, count, SHARE_STRAIGHT_TO_SPECIALISTS)
    first = np.where(goes_straight, specialists, openings.region)
    share = np.where(goes_straight, SHARE_HANDED_OVER_BY_SPECIALISTS, SHARE_HANDED_OVER_BY_FRONTLINE)
    is_handed_over = happens(rng, count, share)
    again = is_handed_over & happens(rng, count, SHARE_HANDED_OVER_AGAIN)
    # The first line hands over to the specialists and they to the first line; the second handover goes on from there.
    second = np.where(goes_straight, openings.region, specialists)
    third = np.where(second == PLATFORM, INTEGRATIONS, PLATFORM)
    group = np.stack([first, second, third], axis=1)
    handovers = is_handed_over.astype(np.int64) + again
    has_macro = happens(rng, count, 0.33)
    pace = _pace(openings.opened, first, incidents, history)
    return Desk(
        group=group,
        agent=np.stack([staff.someone_of(rng, column) for column in group.T], axis=1),
        handovers=handovers,
        has_macro=has_macro,
        reply_pace=pace * np.where(has_macro, planted("macro_quickens").size, 1.0),
        work_pace=pace**0.7 * planted("handover_slows").size ** handovers,
    )


def _pace(opened: Ints, group: Ints, incidents: Incidents, history: History) -> Floats:
    pace = np.ones(opened.size)
    pace[group == INTEGRATIONS] *= planted("integrations_slow").size
    pace[group == APAC] *= planted("apac_slow").size
    season = planted("understaffed_season")
    begins = history.days_before_end(season.starts_days_before)
    pace[(opened >= begins) & (opened < begins + season.lasts_days * DAY)] *= season.size
    load = planted("spike_load")
    for begins in incidents.started[incidents.is_spike].tolist():
        pace[(opened >= begins) & (opened < begins + load.lasts_days * DAY)] *= load.size
    return pace


def handover_times(rng: Random, desk: Desk, begins: Ints, ends: Ints) -> Ints:
    """When each case is handed over, between two instants (cases × 2; NEVER where it is not)."""
    times = np.full((begins.size, MOST_HANDOVERS), NEVER)
    since = begins
    for turn in range(MOST_HANDOVERS):
        at = since + 60 + portion(rng, ends - since - 120, 0.05, 0.5)
        times[:, turn] = np.where((desk.handovers > turn) & (at < ends), at, NEVER)
        since = at
    return times
