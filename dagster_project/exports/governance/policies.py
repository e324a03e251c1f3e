"""What the platform's policies ask of things that leave, read from the release, row by row.

| row of governance_policies | means for what leaves |
|---|---|
| `redact(email, phone, …)` | texts are redacted, as they always are; a kind that cannot be found withholds all texts |
| `max_spend($50/day)` | what leaves may commit no more in a day (UTC), unless a person approves |
| `req_appr(refund > $100)` | a thing about that subject, above the amount, waits for a person |
| `delete_req(30_days)` and others that are known | nothing; they are about other doings |

Rows of permission_policies and security_policies (as access_rules): `Deny` for what leaves (REPORTS / EXPORT and the
acting role) holds everything back. `Allow` does not unmask: columns of personal data stay masked either way.
A row that cannot be understood is told, whatever it is. Where it may be one about personal data, no free text leaves
until it can be read: fail closed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Protocol

import polars as pl

from dagster_project.exports.governance.known_people import people_of
from dagster_project.exports.governance.personal_data.people import KnownNames

FORM = re.compile(r"^\s*([a-z_]+)\((.*)\)\s*$", re.DOTALL)
DAILY_LIMIT = re.compile(r"^\$(\d+(?:\.\d+)?)/day$")
APPROVAL = re.compile(r"^([a-z_]+)\s*(>=?)\s*\$(\d+(?:\.\d+)?)$")

FOUND_BY_REDACTION = {
    "email": "e-mail", "e_mail": "e-mail", "phone": "phone", "telephone": "phone", "name": "name", "names": "name",
    "person": "name", "card": "card", "credit_card": "card", "iban": "IBAN", "bank_account": "IBAN", "ip": "IP",
    "ip_address": "IP", "secret": "secret", "secrets": "secret", "token": "secret", "api_key": "secret",
    "password": "secret",
}  # fmt: skip
"""A word in `redact(…)` → the kind of personal data that redaction finds."""

ELSEWHERE = {
    "delete_req": "It is about deletions on request; nothing that leaves is one.",
    "block_offensive": "Nothing here judges whether a text is offensive: it is not applied.",
}
ABOUT_PERSONAL_DATA = re.compile(r"redact|mask|anonymi|pseudonymi|personal|pii|gdpr|privacy|safety", re.IGNORECASE)
SENDING_ROLE = "OPS"
"""The role in which the warehouse sends, as the platform names roles."""

EFFECTS = ("Allow", "Allow_Masked", "Deny")
TOLD = "cannot be applied"


class Release(Protocol):
    """Whatever answers a select on a release, such as a ReleaseReader."""

    def sql(self, query: str) -> pl.DataFrame:
        """The rows of one select."""


@dataclass(frozen=True)
class PolicyRow:
    """A policy as the platform states it. logic: of an access rule, its effect."""

    source: str
    policy_id: str
    name: str
    policy_type: str | None
    logic: str
    status: str | None = "active"
    valid_from: datetime | None = None


@dataclass(frozen=True)
class AppliedPolicy:
    """What one row does to what leaves.

    applied_as: redaction, spend limit, approval, access, `nothing` (with the reason), or `cannot be applied`.
    limit_usd, subject, operator: of a spend limit or an approval. withholds_texts: no free text leaves because of it.
    """

    row: PolicyRow
    applied_as: str
    detail: str
    limit_usd: Decimal | None = None
    subject: str | None = None
    operator: str = ">"
    withholds_texts: bool = False


@dataclass(frozen=True)
class AccessRule:
    """Who may do what to which entity, as the strictest of all rows says."""

    source: str
    rule_id: str
    entity: str
    action: str
    role: str
    effect: str


@dataclass(frozen=True)
class Policies:
    """All policies of a release, and the people whose names are taken out of texts."""

    applied: tuple[AppliedPolicy, ...] = ()
    access: tuple[AccessRule, ...] = ()
    people: KnownNames = field(default_factory=KnownNames)

    @property
    def problems(self) -> tuple[AppliedPolicy, ...]:
        """Rows that cannot be applied: to be told wherever something is sent."""
        return tuple(policy for policy in self.applied if policy.applied_as == TOLD)

    def of(self, source: str | None, applied_as: str) -> Iterable[AppliedPolicy]:
        """Policies of a kind that hold for a source; for a thing of no one source, those of all."""
        return (p for p in self.applied if p.applied_as == applied_as and source in (None, p.row.source))

    def withholding(self, source: str | None) -> list[AppliedPolicy]:
        """Policies because of which no free text of a source leaves."""
        return [p for p in self.applied if p.withholds_texts and source in (None, p.row.source)]


POLICY_ROWS = """
    select source, policy_id, policy_name, policy_type, logic, status, valid_from
    from reporting.governance_policies order by source, policy_id
"""
ACCESS_ROWS = """
    select source, access_rule_id, entity, action, role, effect
    from reporting.access_rules where effect <> 'no rule' order by source, access_rule_id
"""
REFUSED_ROWS = """
    select source, table_name, record_key, string_agg(column_name || ' is not ' || expected, '; '), min(record)
    from reporting.rejected_rows
    where table_name in ('governance_policies', 'permission_policies', 'security_policies')
    group by source, table_name, record_key order by source, table_name, record_key
"""


def read_policies(release: Release, as_of: datetime) -> Policies:
    """The policies of a release. Its reader must see personal data, whose names are to be found."""
    refused = release.sql(REFUSED_ROWS).rows()
    return Policies(
        read_applied(release, as_of),
        (*(AccessRule(*row) for row in release.sql(ACCESS_ROWS).rows()), *_refused_rules(refused)),
        people_of(release),
    )


def read_applied(release: Release, as_of: datetime) -> tuple[AppliedPolicy, ...]:
    """What each policy of a release does to what leaves, rows that were refused at the door among them."""
    rows = [PolicyRow(*row) for row in release.sql(POLICY_ROWS).rows()]
    return (*judge(rows, as_of), *(_refused(*row) for row in release.sql(REFUSED_ROWS).rows()))


def _refused(source: str, table: str, key: str | None, why: str, record: str) -> AppliedPolicy:
    """A row that did not get past its contract, and is in no table."""
    row = PolicyRow(source, key or table, f"refused row of {table}", None, record)
    return _not_understood(row, f"The row was refused: {why}.")


def _refused_rules(refused: Iterable[tuple[str, str, str | None, str, str]]) -> Iterable[AccessRule]:
    """A refused row that is about what leaves may have been the one that denies it."""
    for source, table, key, _, record in refused:
        if table != "governance_policies" and "REPORTS" in record.upper() and "EXPORT" in record.upper():
            yield AccessRule(source, key or table, "REPORTS", "EXPORT", SENDING_ROLE, "what cannot be read")


def judge(rows: Sequence[PolicyRow], as_of: datetime) -> tuple[AppliedPolicy, ...]:
    """What each row does to what leaves at that moment. Rows in force that cannot be read are told."""
    return tuple(_judge(row, as_of) for row in rows)


def _judge(row: PolicyRow, as_of: datetime) -> AppliedPolicy:
    if row.status in ("draft", "inactive", "retired", "archived", "disabled"):
        return AppliedPolicy(row, "nothing", f"It is not in force: {row.status}.")
    if row.valid_from is not None and row.valid_from > as_of:
        return AppliedPolicy(row, "nothing", f"It is not in force before {row.valid_from:%Y-%m-%d}.")
    form = FORM.match(row.logic or "")
    if form is None:
        return _not_understood(row, "It is not one function with arguments.")
    rule, arguments = form.group(1), form.group(2).strip()
    if rule == "redact":
        return _redaction(row, arguments)
    if rule == "max_spend" and (limit := DAILY_LIMIT.match(arguments)):
        return AppliedPolicy(row, "spend limit", f"At most ${limit.group(1)} in a day.", Decimal(limit.group(1)))
    if rule == "req_appr" and (told := APPROVAL.match(arguments)):
        subject, operator, amount = told.groups()
        detail = f"{subject} {operator} ${amount} waits for a person."
        return AppliedPolicy(row, "approval", detail, Decimal(amount), subject, operator)
    if rule in ("max_spend", "req_appr"):
        return _not_understood(row, f"{arguments!r} is no limit that can be read.")
    if rule == "delete_req":
        return AppliedPolicy(row, "nothing", ELSEWHERE[rule])
    return _not_understood(row, ELSEWHERE.get(rule, f"The rule {rule!r} is not known here."))


def _redaction(row: PolicyRow, arguments: str) -> AppliedPolicy:
    kinds = [kind.strip().lower().replace("-", "_").replace(" ", "_") for kind in arguments.split(",")]
    unknown = [kind for kind in kinds if kind not in FOUND_BY_REDACTION]
    if unknown:
        detail = f"{unknown[0]!r} cannot be found in a text: no free text leaves until the policy names what can."
        return AppliedPolicy(row, TOLD, detail, withholds_texts=True)
    return AppliedPolicy(row, "redaction", f"Taken out of texts: {', '.join(FOUND_BY_REDACTION[k] for k in kinds)}.")


def _not_understood(row: PolicyRow, why: str) -> AppliedPolicy:
    told = " ".join((row.name or "", row.policy_type or "", row.logic or ""))
    is_about_people = bool(ABOUT_PERSONAL_DATA.search(told))
    detail = f"{why} No free text leaves until it can be read." if is_about_people else why
    return AppliedPolicy(row, TOLD, detail, withholds_texts=is_about_people)
