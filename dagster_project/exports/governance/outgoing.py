"""The gate: whatever leaves passes `outgoing`, which gives back what may be sent, or why nothing may.

cleared = outgoing(Outgoing("backlog item", key, fields), policies, book)
if isinstance(cleared, Held): ...   # tell cleared.reason; nothing is sent
send(cleared.fields)
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from dagster_project.exports.governance.approvals import ApprovalBook, Asked, approval_id
from dagster_project.exports.governance.policies import EFFECTS, SENDING_ROLE, AppliedPolicy, Policies
from dagster_project.exports.governance.redaction import redacted

MASK = "•••"


@dataclass(frozen=True)
class Outgoing:
    """A thing that is to leave.

    kind, key: what it is, and the stable key by which it is known; version: changes where its content does.
    fields: what leaves; every text in it, also in lists and mappings, is redacted. identifiers: fields whose texts
    are keys or addresses of our own and leave as they are. free_text: fields with what people wrote, which leave only
    where every policy about personal data can be read. personal: fields that are masked as a whole.
    source: whose policies hold; None for a thing of several sources, for which all hold.
    subject, amount_usd: what it asks money for and how much, as approvals name it. spend_usd: what sending it commits.
    """

    kind: str
    key: str
    fields: Mapping[str, Any]
    version: str = ""
    identifiers: frozenset[str] = frozenset()
    free_text: frozenset[str] = frozenset()
    personal: frozenset[str] = frozenset()
    source: str | None = None
    subject: str | None = None
    amount_usd: Decimal | None = None
    spend_usd: Decimal | None = None
    entity: str = "REPORTS"
    action: str = "EXPORT"
    role: str = SENDING_ROLE


@dataclass(frozen=True)
class Cleared:
    """What may be sent. counts: how often each kind of personal data was taken out. withheld: fields that stay."""

    fields: dict[str, Any]
    counts: Counter[str] = field(default_factory=Counter)
    withheld: tuple[str, ...] = ()


@dataclass(frozen=True)
class Held:
    """Nothing may be sent, and why. approval: the id to approve it by, where a person can."""

    reason: str
    policy_ids: tuple[str, ...] = ()
    approval: str | None = None


def outgoing(
    thing: Outgoing, policies: Policies, book: ApprovalBook | None = None, now: datetime | None = None
) -> Cleared | Held:
    """Judge a thing by all policies and take personal data out of it.

    book: where approvals are asked for and kept; without one (a dry run) nothing is written down.
    """
    denied = _denied(thing, policies)
    if denied:
        return denied
    waiting = _waiting(thing, policies, book, now or datetime.now(UTC))
    return waiting or _cleared(thing, policies)


def _denied(thing: Outgoing, policies: Policies) -> Held | None:
    for rule in policies.access:
        asks = (rule.entity, rule.action, rule.role) == (thing.entity, thing.action, thing.role)
        if not asks or thing.source not in (None, rule.source):
            continue
        if rule.effect == "Deny" or rule.effect not in EFFECTS:
            return Held(f"The access rule {rule.rule_id} says {rule.effect}.", (rule.rule_id,))
    return None


def _waiting(thing: Outgoing, policies: Policies, book: ApprovalBook | None, now: datetime) -> Held | None:
    above = [*_above_approval(thing, policies), *_above_limit(thing, policies, book, now)]
    if not above:
        return None
    ids = tuple(sorted(policy.row.policy_id for policy in above))
    asked = approval_id(thing.kind, thing.key, thing.version, thing.amount_usd, thing.spend_usd, ids)
    decision = book.decision(asked) if book else None
    if decision is not None and decision.is_approved:
        return None
    reason = "; ".join(f"{policy.row.policy_id}: {policy.detail}" for policy in above)
    if decision is not None:
        return Held(f"{decision.by} refused it: {decision.reason}", ids, asked)
    if book:
        book.ask(Asked(asked, thing.kind, thing.key, reason, thing.amount_usd or thing.spend_usd, ids, now))
    return Held(f"It waits for a person. {reason}", ids, asked)


def _above_approval(thing: Outgoing, policies: Policies) -> list[AppliedPolicy]:
    amount = thing.amount_usd
    if amount is None:
        return []
    return [
        policy
        for policy in policies.of(thing.source, "approval")
        if policy.subject == thing.subject
        and policy.limit_usd is not None
        and (amount > policy.limit_usd or (policy.operator == ">=" and amount == policy.limit_usd))
    ]


def _above_limit(thing: Outgoing, policies: Policies, book: ApprovalBook | None, now: datetime) -> list[AppliedPolicy]:
    if thing.spend_usd is None:
        return []
    spent = book.spent_on(now, other_than=thing.key) if book else Decimal(0)
    return [
        policy
        for policy in policies.of(thing.source, "spend limit")
        if policy.limit_usd is not None and spent + thing.spend_usd > policy.limit_usd
    ]


def _cleared(thing: Outgoing, policies: Policies) -> Cleared:
    counts: Counter[str] = Counter()
    closed = policies.withholding(thing.source)
    fields: dict[str, Any] = {}
    withheld = []
    for name, value in thing.fields.items():
        if value is None or name in thing.identifiers:
            fields[name] = value
        elif name in thing.personal:
            fields[name] = MASK
        elif name in thing.free_text and closed:
            fields[name] = f"[withheld: the policy {closed[0].row.policy_id} cannot be read]"
            withheld.append(name)
        else:
            fields[name] = _redacted(value, policies, counts)
    return Cleared(fields, counts, tuple(withheld))


def _redacted(value: Any, policies: Policies, counts: Counter[str]) -> Any:
    if isinstance(value, str):
        found = redacted(value, policies.people)
        counts.update(found.counts)
        return found.text
    if isinstance(value, Mapping):
        return {key: _redacted(item, policies, counts) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_redacted(item, policies, counts) for item in value]
    return value
