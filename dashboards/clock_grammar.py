"""The rule of a clock in words, made from its own row of the grammar: a clock that is added explains itself."""

from __future__ import annotations

from collections.abc import Mapping

SIGNALS = {
    "created": "the case is created",
    "opened_publicly": "the case is created; where our side created it privately, the customer's first public message",
    "acknowledged": "the case is acknowledged (first entry to Triage, or to any state past New)",
    "reopened": "the case is reopened (a move from Resolved or Closed to any other state)",
    "public_reply": "an agent replies publicly",
    "customer_message": "the customer writes",
    "unanswered_message": "the customer writes and nothing of theirs is waiting yet",
    "escalated": "the case is escalated to engineering",
    "de_escalated": "the case is taken back from engineering",
    "internal_note": "an internal note is written",
    "assigned": "the case is assigned",
}
"""What sets a clock off, in words. A signal that is not here is shown by its own name."""


def explain(rule: Mapping[str, str | None]) -> list[str]:
    """Sentences on when the clock starts, stands still, ends and is cancelled. rule: a row of sla_clock_rules."""
    several = rule["windows"] == "each"
    sentences = [f"Starts when {_either(rule['starts_on'])}."]
    if rule["pauses_in"]:
        sentences.append(f"Stands still while the case is in {_listed(rule['pauses_in'])}.")
    else:
        sentences.append("Never stands still: waiting on the customer does not stop it.")
    sentences.append(f"Ends when {_either(rule['stops_on'])}." if rule["stops_on"] else "Nothing ends it.")
    cancels = f"{_either(rule['cancels_on'])}, or " if rule["cancels_on"] else ""
    sentences.append(f"Is cancelled when {cancels}the case is deleted or merged; a recovery resumes it.")
    sentences.append(
        "Each start opens a new window; the old ones keep their outcome."
        if several
        else "There is one window per case."
    )
    if rule["needs"]:
        sentences.append(f"Not measured for a source whose data has no events of kind {_listed(rule['needs'])}.")
    return sentences


def _either(signals: str | None) -> str:
    return " or ".join(_words(signal) for signal in (signals or "").split("|") if signal)


def _words(signal: str) -> str:
    kind, _, state = signal.partition(":")
    if kind == "state" and state:
        return f"the case enters {state}"
    return SIGNALS.get(signal, f"the signal “{signal}” comes")


def _listed(names: str) -> str:
    return " or ".join(names.split("|"))
