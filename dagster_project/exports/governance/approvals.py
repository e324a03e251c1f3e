"""What waits for a person because of its amount, and what people decided: a journal that is only ever added to.

An approval holds for one version of one thing and its amount: a higher amount is asked for anew. Of several decisions
on the same id the last holds, so that a mistake can be taken back as long as nothing was sent.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal

from dagster_project.exports.delivery.journal import Journal
from dagster_project.resources.errors import UserError


@dataclass(frozen=True)
class Asked:
    """What waits: its id, what it is, why a person has to look, the amount, the policies, and since when."""

    approval: str
    kind: str
    key: str
    reason: str
    amount_usd: Decimal | None
    policy_ids: tuple[str, ...]
    asked_at: datetime


@dataclass(frozen=True)
class Decision:
    """What a person said, and why."""

    approval: str
    is_approved: bool
    by: str
    reason: str
    decided_at: datetime


def approval_id(
    kind: str, key: str, version: str, amount_usd: Decimal | None, spend_usd: Decimal | None, policies: tuple[str, ...]
) -> str:
    """The same for the same version, amount and policies; twelve characters to type."""
    told = json.dumps([kind, key, version, str(amount_usd), str(spend_usd), policies])
    return hashlib.sha256(told.encode()).hexdigest()[:12]


@dataclass(frozen=True)
class ApprovalBook:
    """Approvals asked for and given, and what was spent, in one journal."""

    journal: Journal
    only_read: bool = False
    """True for a dry run, which asks nobody."""

    def ask(self, asked: Asked) -> None:
        """Put it on the list, once."""
        if self.only_read or any(known.approval == asked.approval for known in self.asked()):
            return
        self.journal.write(
            {
                "record": "asked",
                "approval": asked.approval,
                "kind": asked.kind,
                "key": asked.key,
                "reason": asked.reason,
                "amount_usd": None if asked.amount_usd is None else str(asked.amount_usd),
                "policy_ids": list(asked.policy_ids),
                "at": asked.asked_at.astimezone(UTC).isoformat(),
            }
        )

    def decide(self, approval: str, is_approved: bool, by: str, reason: str, now: datetime) -> Asked:
        """Keep what a person says. Raises UserError for an id that nothing waits under, or without who and why."""
        if not by.strip() or not reason.strip():
            raise UserError("A decision needs who makes it, and why.", "Give --by and --reason.")
        found = next((asked for asked in self.asked() if asked.approval == approval), None)
        if found is None:
            raise UserError(f"Nothing waits under {approval!r}.", "`loompin export pending` lists what does.")
        self.journal.write(
            {
                "record": "approved" if is_approved else "refused",
                "approval": approval,
                "by": by.strip(),
                "reason": reason.strip(),
                "at": now.astimezone(UTC).isoformat(),
            }
        )
        return found

    def decision(self, approval: str) -> Decision | None:
        """The last decision on an id."""
        return next((found for found in reversed(self.decisions()) if found.approval == approval), None)

    def asked(self) -> list[Asked]:
        """All that ever waited, in order."""
        return [
            Asked(
                record["approval"],
                record["kind"],
                record["key"],
                record["reason"],
                None if record["amount_usd"] is None else Decimal(record["amount_usd"]),
                tuple(record["policy_ids"]),
                datetime.fromisoformat(record["at"]),
            )
            for record in self.journal.read()
            if record.get("record") == "asked"
        ]

    def decisions(self) -> list[Decision]:
        """All decisions, in order."""
        return [
            Decision(
                record["approval"],
                record["record"] == "approved",
                record["by"],
                record["reason"],
                datetime.fromisoformat(record["at"]),
            )
            for record in self.journal.read()
            if record.get("record") in ("approved", "refused")
        ]

    def pending(self) -> list[Asked]:
        """What nobody has decided yet."""
        decided = {decision.approval for decision in self.decisions()}
        return [asked for asked in self.asked() if asked.approval not in decided]

    def spend(self, key: str, usd: Decimal, now: datetime) -> None:
        """Write down that a thing was sent that commits so much."""
        self.journal.write({"record": "spent", "key": key, "usd": str(usd), "at": now.astimezone(UTC).isoformat()})

    def spent_on(self, now: datetime, other_than: str = "") -> Decimal:
        """What things sent on that day (UTC) commit, one left out."""
        day = now.astimezone(UTC).date()
        spent = {
            record["key"]: Decimal(record["usd"])
            for record in self.journal.read()
            if record.get("record") == "spent" and datetime.fromisoformat(record["at"]).date() == day
        }
        return sum((usd for key, usd in spent.items() if key != other_than), Decimal(0))
