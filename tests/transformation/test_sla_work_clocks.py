"""The clocks of waiting and work, story by story: requester_wait and agent_work. All times UTC, of June 2025.

Every case is opened on Monday, 2 June, at 14:00, and looked at on Wednesday, 4 June, at 12:00. The case model promises
nothing of these clocks; the desk's policies do: 6 h of waiting, 3 h of work, around the clock. One tenant's policies
count in New York hours, 09:00-17:00, which are 13:00-21:00 UTC.
"""

from __future__ import annotations

import pytest
from transformation.clock_stories import AS_OF, Story, rows_of, targets_of
from transformation.desk import Case, Desk, at, weekdays

OFFICE, STRICT, NONE = ({"tenant": tenant} for tenant in ("office", "strict", "none"))

# Of each story the rows of requester_wait, then those of agent_work.
STORIES = [
    Story("both run from the opening",
          "", (("breached 2 14:00 – …, 2760 min, at 2 20:00",), ("breached 2 14:00 – …, 2760 min, at 2 17:00",))),
    Story("an open case counts to the time looked at",
          "", (("running 4 11:00 – …, 60 min",), ("running 4 11:00 – …, 60 min",)), {"opened": "4 11:00"}),
    Story("waiting on the customer pauses both",
          "2 15:00 state Waiting-on-customer | 2 17:00 state In-progress | 2 18:00 state Resolved",
          (("paused 2 14:00 – …, 120 min",), ("paused 2 14:00 – …, 120 min",))),
    Story("on hold the customer waits and nobody works",
          "2 15:00 state On-hold | 2 18:00 state In-progress | 2 19:00 state Resolved",
          (("paused 2 14:00 – …, 300 min",), ("paused 2 14:00 – …, 120 min",))),
    Story("Resolved pauses both, and Closed ends them",
          "2 15:00 state In-progress | 2 16:00 state Resolved | 3 16:00 state Closed",
          (("met 2 14:00 – 3 16:00, 120 min",), ("met 2 14:00 – 3 16:00, 120 min",))),
    Story("Closed without Resolved ends them",
          "2 15:00 state Closed", (("met 2 14:00 – 2 15:00, 60 min",), ("met 2 14:00 – 2 15:00, 60 min",))),
    Story("a reply ends neither",
          "2 14:10 reply | 2 15:00 state Closed",
          (("met 2 14:00 – 2 15:00, 60 min",), ("met 2 14:00 – 2 15:00, 60 min",))),
    Story("reopened from Resolved they go on",
          "2 15:00 state Resolved | 3 15:00 state In-progress | 3 16:00 state Closed",
          (("met 2 14:00 – 3 16:00, 120 min",), ("met 2 14:00 – 3 16:00, 120 min",))),
    Story("reopened from Closed the one window goes on, and the closed time does not count",
          "2 15:00 state Closed | 3 15:00 state In-progress | 3 16:00 state Resolved | 3 17:00 state Closed",
          (("met 2 14:00 – 3 17:00, 120 min",), ("met 2 14:00 – 3 17:00, 120 min",))),
    Story("reopened from Closed and still open it runs",
          "2 15:00 state Closed | 4 11:00 state In-progress",
          (("running 2 14:00 – …, 120 min",), ("running 2 14:00 – …, 120 min",))),
    Story("reopened twice it is still one window",
          "2 15:00 state Closed | 2 16:00 state In-progress | 2 17:00 state Closed | 2 18:00 state In-progress "
          "| 2 18:30 state Closed",
          (("met 2 14:00 – 2 18:30, 150 min",), ("met 2 14:00 – 2 18:30, 150 min",))),
    Story("closed in the second of the opening takes no time",
          "2 14:00 state Closed", (("met 2 14:00 – 2 14:00, 0 min",), ("met 2 14:00 – 2 14:00, 0 min",))),
    Story("the time in which the case was deleted does not count",
          "2 15:00 deleted | 2 17:00 recovered | 2 18:00 state Closed",
          (("met 2 14:00 – 2 18:00, 120 min",), ("met 2 14:00 – 2 18:00, 120 min",))),
    Story("deleted while it stood still: neither counts",
          "2 15:00 state Waiting-on-customer | 2 16:00 deleted | 2 17:00 recovered | 2 18:00 state In-progress "
          "| 2 19:00 state Closed",
          (("met 2 14:00 – 2 19:00, 120 min",), ("met 2 14:00 – 2 19:00, 120 min",))),
    Story("deleted for good cancels both", "2 15:00 deleted",
          (("cancelled 2 14:00 – 2 15:00, 60 min",), ("cancelled 2 14:00 – 2 15:00, 60 min",))),
    Story("a merge cancels both, but a breach before stays one",
          "2 18:00 merged",
          (("cancelled 2 14:00 – 2 18:00, 240 min",), ("breached 2 14:00 – 2 18:00, 240 min, at 2 17:00",))),
    Story("elapsed equal to the target is met, a second more is not",
          "2 17:00 state On-hold | 2 20:00:01 state Closed",
          (("breached 2 14:00 – 2 20:00:01, 360 min 1 s, at 2 20:00",), ("met 2 14:00 – 2 20:00:01, 180 min",))),
    Story("breached by what counted after the reopening",
          "2 16:00 state Closed | 3 10:00 state In-progress | 3 15:00 state Closed",
          (("breached 2 14:00 – 3 15:00, 420 min, at 3 14:00",), ("breached 2 14:00 – 3 15:00, 420 min, at 3 11:00",))),
    Story("a change of priority re-targets both",
          "2 15:30 priority P0 | 2 16:30 state Closed",
          (("breached 2 14:00 – 2 16:30, 150 min, at 2 16:00",), ("breached 2 14:00 – 2 16:30, 150 min, at 2 15:30",)),
          STRICT),
    Story("opened by our side they run from the opening too",
          "2 14:30 message | 2 15:00 state Closed",
          (("met 2 14:00 – 2 15:00, 60 min",), ("met 2 14:00 – 2 15:00, 60 min",)), {"private": True}),
    Story("in business hours the night does not count",
          "3 14:00 state On-hold | 3 15:00 state Closed",
          (("breached 2 20:00 – 3 15:00, 180 min, at 3 14:30",), ("met 2 20:00 – 3 15:00, 120 min",)),
          OFFICE | {"opened": "2 20:00"}),
    Story("who promises nothing has no row", "2 15:00 state Closed", ((), ()), NONE),
]  # fmt: skip

POLICIES = [
    ("tenant", "requester_wait", "hours", 6, None),
    ("tenant", "agent_work", "hours", 3, None),
    ("strict", "requester_wait", "hours", 6, None),
    ("strict", "requester_wait", "hours", 2, "P0"),
    ("strict", "agent_work", "hours", 3, None),
    ("strict", "agent_work", "hours", 1, "P0"),
    ("office", "requester_wait", "business_minutes", 150, None),
    ("office", "agent_work", "business_minutes", 150, None),
]


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory):
    desk = Desk()
    desk.add_calendar("new-york", "America/New_York", weekdays("09:00", "17:00"), is_default=True)
    for tenant, clock, unit, amount, priority in POLICIES:
        desk.add(
            "sla_policies", policy_id=f"{tenant} {clock} {priority or 'any'}", name=clock, tenant_id=tenant,
            clock=clock, target_unit=unit, target_amount=amount, priority=priority, valid_from="2020-01-01",
            updated_at="2020-01-01",
        )  # fmt: skip
    for number, story in enumerate(STORIES):
        desk.add_case(story.as_case(f"s{number}"))
    desk.add_case(Case("receipt", "2025-06-02 14:00:00", RECEIPT))
    with desk.build(
        tmp_path_factory.mktemp("work"), at(AS_OF), "+reporting_sla_clocks +reporting_sla_clock_segments"
    ) as built:
        yield built


RECEIPT = (
    ("2025-06-02 15:00:00", "state On-hold"),
    ("2025-06-02 16:00:00", "state Closed"),
    ("2025-06-03 16:00:00", "state In-progress"),
    ("2025-06-03 17:00:00", "state Closed"),
)


@pytest.mark.parametrize(
    ("number", "expected"), [pytest.param(n, story.expected, id=story.shows) for n, story in enumerate(STORIES)]
)
def test_clocks(warehouse, number, expected):
    found = rows_of(warehouse, f"s{number}", "requester_wait"), rows_of(warehouse, f"s{number}", "agent_work")
    assert found == expected


def test_the_target_is_the_policys(warehouse):
    number = next(f"s{n}" for n, story in enumerate(STORIES) if story.shows.startswith("a change of priority"))
    assert targets_of(warehouse, number, "requester_wait") == [("strict requester_wait P0", 120)]
    assert targets_of(warehouse, number, "agent_work") == [("strict agent_work P0", 60)]


def test_the_receipt_shows_what_stood_still(warehouse):
    segments = {
        clock: warehouse.execute(
            "select kind, counted_seconds / 3600 from reporting.sla_clock_segments "
            "where case_id = 'receipt' and clock = ? order by segment_number",
            [clock],
        ).fetchall()
        for clock in ("requester_wait", "agent_work")
    }
    assert segments["requester_wait"] == [("counted", 2), ("paused", 0), ("counted", 1)]
    assert segments["agent_work"] == [("counted", 1), ("paused", 0), ("paused", 0), ("counted", 1)]


def test_segments_add_up_to_every_clock(warehouse):
    differing = warehouse.sql(
        "select c.case_id, c.clock, c.window_number, c.elapsed_seconds, sum(s.counted_seconds) as counted "
        "from reporting.sla_clocks as c "
        "left join reporting.sla_clock_segments as s using (source, case_id, clock, window_number) "
        "group by all having c.elapsed_seconds <> coalesce(counted, 0)"
    ).fetchall()
    assert differing == []
