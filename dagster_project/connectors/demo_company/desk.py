"""Who works on each case and at what pace: groups, agents, handovers, and what slows a group down."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dagster_project.connectors.demo_company.draws import (
    Flags,
    Floats,
    Ints,
    Random,
    choose_by_row,
    happens,
    portion,
    within,
)
from dagster_project.connectors.demo_company.guidance import (
    MACRO_COUNT,
    MACRO_START,
    REPLAY_MACRO,
    RUNBOOK_OF_MACRO,
    SIGN_ON_RUNBOOK,
)
from dagster_project.connectors.demo_company.history import DAY, NEVER, History
from dagster_project.connectors.demo_company.incidents import Incidents
from dagster_project.connectors.demo_company.openings import Openings
from dagster_project.connectors.demo_company.planted_effects import planted
from dagster_project.connectors.demo_company.product import (
    COMPONENTS,
    INTEGRATIONS,
    PLATFORM,
    SPECIALISTS,
    THEME_OF_COMPONENT,
    THEMES,
)
from dagster_project.connectors.demo_company.staff import Staff

SHARE_STRAIGHT_TO_SPECIALISTS = 0.28
SHARE_HANDED_OVER_BY_FRONTLINE = 0.31
SHARE_HANDED_OVER_BY_SPECIALISTS = 0.09
SHARE_HANDED_OVER_AGAIN = 0.15
SHARE_OPENED_WITH_FILE = 0.16

KINDS = ("sre", "engineering", "product")
"""Where an escalation may go."""
SRE, ENGINEERING, PRODUCT = range(3)
# One row per priority: none, then KINDS.
KIND_WEIGHTS = np.array(
    [[0.12, 0.70, 0.18, 0.0], [0.68, 0.08, 0.24, 0.0], [0.955, 0.0, 0.035, 0.01], [0.975, 0.0, 0.01, 0.015]]
)
APAC = 2
MOST_HANDOVERS = 2


@dataclass(frozen=True)
class Desk:
    """Who works on the cases of a block.

    group, agent: (cases × 3): those it begins with, and those after each handover.
    handovers: how many there are, 0 to 2. first_macro: what the first reply is made with (place in guidance.MACROS, -1
    for none). opens_with_file: the customer's first message comes with one. escalated_to: into KINDS, -1 for
    a case that is not escalated.
    reply_pace, work_pace: factors on the time to the first reply and on the time of work.
    """

    group: Ints
    agent: Ints
    handovers: Ints
    first_macro: Ints
    opens_with_file: Flags
    escalated_to: Ints
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
    # A stream of their own, so that what is drawn after them stays what it was.
    (own,) = rng.spawn(1)
    first_macro = _first_macro(own, openings, has_macro)
    opens_with_file = happens(own, count, SHARE_OPENED_WITH_FILE)
    escalated_to = choose_by_row(own, KIND_WEIGHTS, openings.priority) - 1
    of_ecosystem = np.array([component.team == "Ecosystem" for component in COMPONENTS])[openings.component]
    is_slow = (escalated_to == ENGINEERING) & (openings.priority <= 1) & of_ecosystem
    return Desk(
        group=group,
        agent=np.stack([staff.someone_of(rng, column) for column in group.T], axis=1),
        handovers=handovers,
        first_macro=first_macro,
        opens_with_file=opens_with_file,
        escalated_to=escalated_to,
        reply_pace=pace * np.where(has_macro, planted("macro_quickens").size, 1.0),
        work_pace=pace**0.7
        * planted("handover_slows").size ** handovers
        * np.where(first_macro == REPLAY_MACRO, planted("replay_macro_quickens").size, 1.0)
        * np.where(RUNBOOK_OF_MACRO[first_macro] == SIGN_ON_RUNBOOK, planted("sign_on_runbook_slows").size, 1.0)
        * np.where(opens_with_file, planted("early_file_quickens").size, 1.0)
        * np.where(is_slow, planted("ecosystem_slow_work").size, 1.0),
    )


def _first_macro(rng: Random, openings: Openings, has_macro: Flags) -> Ints:
    """One of the macros of each case's theme; about ingestion, one of them more often than the others."""
    theme = THEME_OF_COMPONENT[openings.component]
    macro = MACRO_START[theme] + within(rng, MACRO_COUNT[theme])
    is_favoured = happens(rng, len(openings), planted("replay_macro_favoured").size)
    is_favoured &= theme == THEMES.index("ingestion_delays")
    return np.where(has_macro, np.where(is_favoured, REPLAY_MACRO, macro), -1)


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
