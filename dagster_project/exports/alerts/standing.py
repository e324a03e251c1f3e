"""What became of telling an alert, in a few words."""

from __future__ import annotations

from dagster_project.exports.alerts.ledger import LedgerState


def standing_of(key: str, state: LedgerState) -> str:
    """By channel, the newest message; and whether somebody has taken the alert up."""
    occurrence = state.last_occurrence(key)
    words = [
        f"{channel}: {messages[-1].outcome}" + (f", told {len(messages)} times" if len(messages) > 1 else "")
        for (told, number, channel), messages in state.told.items()
        if told == key and number == occurrence
    ]
    words += [
        f"{channel}: waits ({record['why']})"
        for (told, number, channel, _), record in state.held.items()
        if told == key and number == occurrence
    ]
    answer = state.answered.get((key, occurrence))
    if answer:
        words.append(f"taken up by {answer['by']}")
    return "; ".join(words) or "not told"
