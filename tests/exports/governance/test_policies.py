"""Rows of policies in many forms, what they do to what leaves, and people who approve."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from dagster_project.exports.delivery.journal import Journal
from dagster_project.exports.governance.approvals import ApprovalBook
from dagster_project.exports.governance.outgoing import Cleared, Held, Outgoing, outgoing
from dagster_project.exports.governance.personal_data.people import KnownNames
from dagster_project.exports.governance.policies import AccessRule, Policies, PolicyRow, judge, read_policies
from dagster_project.resources.errors import UserError
from dashboards.reporting import ReleaseReader

NOW = datetime(2026, 6, 30, 12, tzinfo=UTC)

ROWS = [
    ("redact(email, phone)", "Safety", "redaction", False),
    ("redact(card, iban, ip)", "Safety", "redaction", False),
    ("redact(email, passport)", "Safety", "cannot be applied", True),
    ("redact()", "Safety", "cannot be applied", True),
    ("please mask all names", "Safety", "cannot be applied", True),
    ("pseudonymise(users)", "Law", "cannot be applied", True),
    ("max_spend($50/day)", "Cost", "spend limit", False),
    ("max_spend(50 euros)", "Cost", "cannot be applied", False),
    ("req_appr(refund > $100)", "Approval", "approval", False),
    ("req_appr(refund)", "Approval", "cannot be applied", False),
    ("delete_req(30_days)", "Legal", "nothing", False),
    ("block_offensive()", "Ethics", "cannot be applied", False),
    ("do_what_you_like()", "Ethics", "cannot be applied", False),
]


def _row(logic: str, kind: str = "Safety", status: str = "active", since: datetime | None = None) -> PolicyRow:
    return PolicyRow("desk", "POL-1", "a policy", kind, logic, status, since)


def _policies(*logics: str, access: tuple[AccessRule, ...] = ()) -> Policies:
    rows = [PolicyRow("desk", f"POL-{n}", "a policy", None, logic) for n, logic in enumerate(logics, 1)]
    return Policies(judge(rows, NOW), access, KnownNames.of(["Ann Smith"]))


@pytest.fixture
def book(tmp_path: Path) -> Iterator[ApprovalBook]:
    yield ApprovalBook(Journal(tmp_path / "approvals.jsonl"))


@pytest.mark.parametrize(("logic", "kind", "applied_as", "withholds"), ROWS, ids=[row[0] for row in ROWS])
def test_every_row_is_applied_or_told(logic: str, kind: str, applied_as: str, withholds: bool) -> None:
    (policy,) = judge([_row(logic, kind)], NOW)
    assert (policy.applied_as, policy.withholds_texts) == (applied_as, withholds)
    assert policy.detail
    assert (policy in Policies((policy,)).problems) == (applied_as == "cannot be applied")


@pytest.mark.parametrize("row", [_row("mask everything", status="draft"), _row("mask", since=NOW + timedelta(days=1))])
def test_a_row_that_is_not_in_force_withholds_nothing(row: PolicyRow) -> None:
    assert judge([row], NOW)[0].applied_as == "nothing"


def test_texts_are_redacted_without_any_policy_and_columns_of_people_masked() -> None:
    thing = Outgoing(
        "report", "r",
        {"url": "https://a@b.io", "said": ["Ann Smith: a@b.io", {"x": "+49 30 1234567"}], "owner": "Ann", "n": 3},
        identifiers=frozenset({"url"}), personal=frozenset({"owner"}),
    )  # fmt: skip
    cleared = outgoing(thing, _policies())
    assert isinstance(cleared, Cleared)
    assert cleared.fields == {
        "url": "https://a@b.io", "said": ["[name]: [e-mail]", {"x": "[phone]"}], "owner": "•••", "n": 3,
    }  # fmt: skip
    assert cleared.counts == {"name": 1, "e-mail": 1, "phone": 1}


def test_where_a_policy_on_personal_data_cannot_be_read_no_free_text_leaves_and_numbers_do() -> None:
    thing = Outgoing("report", "r", {"quote": "hello", "title": "Checkout", "n": 3}, free_text=frozenset({"quote"}))
    cleared = outgoing(thing, _policies("redact(passport)"))
    assert isinstance(cleared, Cleared)
    assert (cleared.fields["n"], cleared.fields["title"], cleared.withheld) == (3, "Checkout", ("quote",))
    assert "POL-1" in cleared.fields["quote"]
    elsewhere = Outgoing("report", "r", {"quote": "hello"}, free_text=frozenset({"quote"}), source="other desk")
    assert outgoing(elsewhere, _policies("redact(passport)")) == Cleared({"quote": "hello"})


@pytest.mark.parametrize("effect", ["Deny", "Perhaps"])
def test_what_is_denied_or_not_understood_stays(effect: str) -> None:
    rule = AccessRule("desk", "REPORTS / EXPORT / OPS", "REPORTS", "EXPORT", "OPS", effect)
    held = outgoing(Outgoing("report", "r", {"n": 1}), _policies(access=(rule,)))
    assert isinstance(held, Held)
    assert effect in held.reason
    assert isinstance(outgoing(Outgoing("report", "r", {"n": 1}, role="ANALYST"), _policies(access=(rule,))), Cleared)


def test_above_the_limit_a_person_is_asked_once_and_the_approval_holds_for_that_amount(book: ApprovalBook) -> None:
    policies = _policies("req_appr(refund > $100)")

    def refund(usd: int) -> Cleared | Held:
        return outgoing(Outgoing("action", "a", {}, subject="refund", amount_usd=Decimal(usd)), policies, book, NOW)

    assert isinstance(refund(100), Cleared)
    first, again = refund(101), refund(101)
    assert isinstance(first, Held)
    assert first == again
    assert [asked.approval for asked in book.pending()] == [first.approval]
    with pytest.raises(UserError, match="who"):
        book.decide(str(first.approval), True, " ", "fine", NOW)
    book.decide(str(first.approval), True, "ann", "agreed by phone", NOW)
    assert isinstance(refund(101), Cleared)
    assert isinstance(refund(102), Held)
    book.decide(str(first.approval), False, "bob", "it was a mistake", NOW)
    refused = refund(101)
    assert isinstance(refused, Held)
    assert "it was a mistake" in refused.reason


def test_spending_of_a_day_adds_up_to_the_limit_and_begins_anew_the_next_day(book: ApprovalBook) -> None:
    policies = _policies("max_spend($50/day)")

    def spend(key: str, now: datetime = NOW) -> Cleared | Held:
        cleared = outgoing(Outgoing("action", key, {}, spend_usd=Decimal(20)), policies, book, now)
        if isinstance(cleared, Cleared):
            book.spend(key, Decimal(20), now)
        return cleared

    assert [type(spend(key)) for key in ("a", "a", "b", "c")] == [Cleared, Cleared, Cleared, Held]
    assert isinstance(spend("c", NOW + timedelta(days=1)), Cleared)


def test_a_dry_run_asks_nobody(book: ApprovalBook) -> None:
    policies = _policies("req_appr(refund > $100)")
    assert isinstance(outgoing(Outgoing("a", "a", {}, subject="refund", amount_usd=Decimal(500)), policies), Held)
    assert book.asked() == []


def test_nothing_waits_under_a_made_up_id(book: ApprovalBook) -> None:
    with pytest.raises(UserError, match="Nothing waits"):
        book.decide("nothing", True, "ann", "why not", NOW)


class Refusals:
    """A release whose only policies were refused at the door."""

    def sql(self, query: str) -> pl.DataFrame:
        if "rejected_rows" not in query:
            return pl.DataFrame()
        why = "effect is not one of Allow, Allow_Masked, Deny"
        return pl.DataFrame(
            [
                (
                    "desk",
                    "governance_policies",
                    "POL-7",
                    "status is not one of draft, active, retired",
                    "redact(email)",
                ),
                ("desk", "permission_policies", "PER-7", why, '{"entity": "REPORTS", "action": "EXPORT"}'),
            ],
            schema=["source", "table_name", "record_key", "why", "record"],
            orient="row",
        )


def test_a_policy_that_was_refused_at_the_door_is_told_and_closes_what_it_may_have_closed() -> None:
    policies = read_policies(Refusals(), NOW)
    assert [policy.row.policy_id for policy in policies.problems] == ["POL-7", "PER-7"]
    assert policies.withholding("desk")
    held = outgoing(Outgoing("report", "r", {"n": 1}), policies)
    assert isinstance(held, Held)


def test_the_policies_of_the_demo_company_are_all_applied_or_told(demo_release: ReleaseReader) -> None:
    policies = read_policies(demo_release, NOW)
    assert {policy.row.policy_id: policy.applied_as for policy in policies.applied} == {
        "POL-001": "redaction", "POL-002": "spend limit", "POL-003": "approval", "POL-004": "nothing",
        "POL-005": "cannot be applied", "POL-006": "nothing",
    }  # fmt: skip
    owner = demo_release.sql("select min(owner_name) from reporting.desk_component_owners").item()
    cleared = outgoing(Outgoing("report", "r", {"text": f"{owner} owns it"}), policies)
    assert isinstance(cleared, Cleared)
    assert cleared.fields == {"text": "[name] owns it"}
