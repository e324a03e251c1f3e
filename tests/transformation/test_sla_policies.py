"""Which policy applies, and on which calendar: literal policies, and the target and due time they must lead to.

All times UTC. Cases are opened on Monday, 2 June 2025, 14:00 as P2 of the tier Standard, are never answered, and are
looked at on Wednesday 21:00. The desk is open Monday to Friday 09:00-17:00, so that 19 of the 55 hours are business
hours. The case model's own target of a P2 is 4 hours around the clock.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import NAMESPACE_DNS, uuid5

import pytest
from transformation.desk import Case, Desk, at, weekdays

OPENED, AS_OF = "2025-06-02 14:00:00", "2025-06-04 21:00:00"
HOUR = 3600
DEFAULT = "default-first-response-p2"


@dataclass(frozen=True)
class Rule:
    """A tenant with its policies, and what its case is promised: hours of target and elapsed, and the due time."""

    says: str
    policies: tuple[dict, ...]
    policy: str
    target: float
    elapsed: float
    due: str
    calendar: dict = field(default_factory=dict)
    happenings: tuple[tuple[str, str], ...] = ()


def policy(name: str, amount: float, scope: str = "tenant", unit: str = "hours", **more: str) -> dict:
    """A policy for the first response. scope: which of tenant, segment, tier and priority it names."""
    return {"policy_id": name, "target_amount": amount, "target_unit": unit, "scope": scope.split(), **more}


def business(name: str, amount: float, **more: str) -> dict:
    return policy(name, amount, unit="business_hours", **more)


LUNCH = {day: [("09:00", "12:00"), ("13:00", "17:00")] for day in range(1, 6)}
NOON_ON = {"hours": weekdays("12:00", "14:00"), "valid_from": "2025-06-03 12:00:00"}
MONDAY, TUESDAY = "2025-06-02", "2025-06-03"

RULES = [
    Rule("tenant goes before segment, tier and priority together",
         (policy("all-else", 9, "segment tier priority"), policy("tenant", 8)), "tenant", 8, 55, "06-02 22:00"),
    Rule("segment goes before tier and priority together",
         (policy("tier-priority", 9, "segment tier"), policy("closer", 8, "segment tier priority"),
          policy("segment", 7, "segment")), "closer", 8, 55, "06-02 22:00"),
    Rule("tier goes before priority",
         (policy("by-priority", 9, "tenant priority"), policy("by-tier", 8, "tenant tier")),
         "by-tier", 8, 55, "06-02 22:00"),
    Rule("the more it says, the more it counts",
         (policy("three", 9, "tenant tier priority"), policy("four", 8, "tenant segment tier priority"),
          policy("two", 7, "tenant segment")), "four", 8, 55, "06-02 22:00"),
    Rule("one of the source's own, however broad, goes before the case model's",
         (policy("broad", 8),), "broad", 8, 55, "06-02 22:00"),
    Rule("one for another tier or priority does not fit",
         (policy("premium", 8, sla_tier="Premium"), policy("urgent", 8, priority="P0")),
         DEFAULT, 4, 55, "06-02 18:00"),
    Rule("one for another clock sets no target for this one",
         (policy("other-clock", 8, clock="resolution"),), DEFAULT, 4, 55, "06-02 18:00"),
    Rule("it holds from its first second",
         (policy("at-opening", 8, valid_from=OPENED),), "at-opening", 8, 55, "06-02 22:00"),
    Rule("it no longer holds at its end",
         (policy("ended", 8, valid_to=OPENED),), DEFAULT, 4, 55, "06-02 18:00"),
    Rule("it does not hold before it begins",
         (policy("next-month", 8, valid_from="2025-07-01"),), DEFAULT, 4, 55, "06-02 18:00"),
    Rule("one that begins meanwhile re-targets the clock, which is due from its own start",
         (policy("meanwhile", 100, valid_from=TUESDAY),), "meanwhile", 100, 55, "06-06 18:00"),
    Rule("one that ends meanwhile leaves the case model's, which is used up by then",
         (policy("until-tuesday", 30, valid_to=TUESDAY),), DEFAULT, 4, 55, "06-03 00:00"),
    Rule("versions that follow each other",
         (policy("v", 1, valid_to=MONDAY), policy("v", 12, valid_from=MONDAY)), "v", 12, 55, "06-03 02:00"),
    Rule("of equals the newer",
         (policy("old", 9), policy("new", 8, valid_from="2025-06-01")), "new", 8, 55, "06-02 22:00"),
    Rule("when the newer of equals has ended, the older holds again",
         (policy("old", 20), policy("new", 50, valid_from="2025-06-01", valid_to=TUESDAY)),
         "old", 20, 55, "06-03 10:00"),
    Rule("a change of priority changes the policy",
         (policy("p2", 100, "tenant priority"), policy("p1", 30, priority="P1")), "p1", 30, 55, "06-03 20:00",
         happenings=(("2025-06-03 14:00:00", "priority P1"),)),
    Rule("minutes and hours run around the clock, whatever the calendar",
         (policy("minutes", 90, unit="minutes"),), "minutes", 1.5, 55, "06-02 15:30"),
    Rule("business hours run in the calendar", (business("b", 4),), "b", 4, 19, "06-03 10:00"),
    Rule("business minutes do too",
         (policy("m", 200, unit="business_minutes"),), "m", 200 / 60, 19, "06-03 09:20"),
    Rule("a business day is the most frequent day of the calendar",
         (policy("d", 1, unit="business_days"),), "d", 8, 19, "06-03 14:00"),
    Rule("a business day is what the calendar says it is",
         (policy("d", 1, unit="business_days"),), "d", 6, 19, "06-03 12:00", {"business_day_seconds": 6 * HOUR}),
    Rule("several blocks a day",
         (business("b", 6),), "b", 6, 3 + 7 + 7, "06-03 12:00", {"hours": LUNCH}),
    Rule("a part-day holiday by a break",
         (business("b", 2),), "b", 2, 1 + 8 + 8, "06-03 10:00", {"breaks": [(MONDAY, "15:00", "24:00")]}),
    Rule("a part-day holiday by shorter hours of the date",
         (business("b", 2),), "b", 2, 1 + 8 + 8, "06-03 10:00", {"dates": [(MONDAY, "09:00", "15:00")]}),
    Rule("longer hours of a date",
         (business("b", 14),), "b", 14, 3 + 14 + 8, "06-03 19:00", {"dates": [(TUESDAY, "08:00", "22:00")]}),
    Rule("a holiday goes before hours of its date",
         (business("b", 4),), "b", 4, 3 + 0 + 8, "06-04 10:00",
         {"dates": [(TUESDAY, "08:00", "22:00")], "holidays": [TUESDAY]}),
    Rule("a new version of the calendar counts from its second on",
         (business("b", 8),), "b", 8, 3 + 3 + 2 + 2, "06-03 14:00", {"next": NOON_ON}),
    Rule("a business day of the new version re-targets: 6 h are used, the day now has 2",
         (policy("d", 1, unit="business_days"),), "d", 2, 3 + 3 + 2 + 2, "06-03 12:00", {"next": NOON_ON}),
    Rule("the first version reaches back to before it was valid",
         (business("b", 4),), "b", 4, 19, "06-03 10:00", {"valid_from": "2025-06-04 00:00:00"}),
    Rule("a policy may name another calendar than the tenant's",
         (business("b", 8, calendar_id="nights"),), "b", 8, 6 + 6, "06-04 02:00"),
]  # fmt: skip

# For cases of whatever tenant, on the clock of resolution: tier, priority → what holds.
GENERAL = [
    ("Premium", "P2", "g-tier", 50), ("Standard", "P1", "g-priority", 40), ("Premium", "P1", "g-both", 30),
    ("Enterprise", "P1", "g-priority", 40), ("Standard", "P0", "default-resolution-p0-standard", 4),
    ("Enterprise", "P0", "default-resolution-p0-enterprise", 2),
]  # fmt: skip


def tenant_of(rule: Rule) -> str:
    return str(uuid5(NAMESPACE_DNS, rule.says))


def add_rule(desk: Desk, rule: Rule) -> None:
    tenant = tenant_of(rule)
    desk.add(
        "tenants", id=tenant, name=rule.says, plan="Pro", status="active", region="eu", segment=rule.says,
        updated_at="2020-01-01",
    )  # fmt: skip
    for number, given in enumerate(rule.policies):
        scope = {"tenant": ("tenant_id", tenant), "segment": ("segment", rule.says), "tier": ("sla_tier", "Standard"),
                 "priority": ("priority", "P2")}  # fmt: skip
        row = {
            "name": given["policy_id"], "clock": "first_response", "valid_from": "2020-01-01", "valid_to": None,
            "updated_at": f"2020-01-01 00:00:{number:02d}", "calendar_id": None, "segment": None, "sla_tier": None,
            "priority": None, "tenant_id": None, **dict(scope[part] for part in given["scope"]), **given,
        }  # fmt: skip
        del row["scope"]
        desk.add("sla_policies", **{**row, "policy_id": f"{given['policy_id']} {tenant}"})
    add_calendar(desk, tenant, rule.calendar)
    desk.add_case(Case(tenant, OPENED, rule.happenings, tenant=tenant))


def add_calendar(desk: Desk, tenant: str, said: dict) -> None:
    common = {"calendar_id": tenant, "tenant": tenant, "zone": "UTC"}
    hours = said.get("hours", weekdays("09:00", "17:00"))
    desk.add_calendar(**common, hours=hours, valid_from=said.get("valid_from", "2000-01-01"))
    desk.rows["business_calendars"][-1]["business_day_seconds"] = said.get("business_day_seconds")
    if "next" in said:
        desk.add_calendar(**common, version=2, **said["next"])
    for day, starts, ends in said.get("breaks", []):
        desk.add("calendar_breaks", calendar_id=tenant, local_date=day, starts_at=starts, ends_at=ends)
    for day, opens, closes in said.get("dates", []):
        desk.add("calendar_date_hours", calendar_id=tenant, local_date=day, opens_at=opens, closes_at=closes)
    for day in said.get("holidays", []):
        desk.add("calendar_holidays", calendar_id=tenant, name="Holiday", starts_on=day, ends_on=day)


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory):
    desk = Desk()
    for rule in RULES:
        add_rule(desk, rule)
    desk.add_calendar("nights", "UTC", {day: [("00:00", "06:00")] for day in range(1, 8)})
    general = {"clock": "resolution", "target_unit": "hours", "valid_from": "2020-01-01", "updated_at": "2020-01-01"}
    for name, scope, amount in (
        ("g-tier", {"sla_tier": "Premium"}, 50),
        ("g-priority", {"priority": "P1"}, 40),
        ("g-both", {"sla_tier": "Premium", "priority": "P1"}, 30),
    ):
        desk.add("sla_policies", policy_id=name, name=name, target_amount=amount, **scope, **general)
    for tier, priority, _, _ in GENERAL:
        desk.add_case(Case(f"{tier} {priority}", OPENED, ((OPENED, "state Triage"),), priority=priority, tier=tier))
    with desk.build(tmp_path_factory.mktemp("policies"), at(AS_OF), "+reporting_sla_clocks") as built:
        yield built


@pytest.mark.parametrize("rule", [pytest.param(rule, id=rule.says) for rule in RULES])
def test_first_response(warehouse, rule: Rule):
    found = warehouse.sql(
        "select split_part(policy_id, ' ', 1), target_seconds, elapsed_seconds, strftime(due_at, '%m-%d %H:%M') "
        f"from reporting.sla_clocks where clock = 'first_response' and case_id = '{tenant_of(rule)}'"
    ).fetchall()
    assert found == [(rule.policy, rule.target * HOUR, rule.elapsed * HOUR, rule.due)]


@pytest.mark.parametrize(("tier", "priority", "expected", "hours"), GENERAL)
def test_resolution_of_a_case_of_any_tenant(warehouse, tier, priority, expected, hours):
    found = warehouse.sql(
        "select policy_id, target_seconds from reporting.sla_clocks "
        f"where clock = 'resolution' and case_id = '{tier} {priority}'"
    ).fetchall()
    assert found == [(expected, hours * HOUR)]
