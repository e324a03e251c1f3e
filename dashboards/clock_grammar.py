"""The rule of a clock in words, made from its own row of the grammar: a clock that is added explains itself."""

from __future__ import annotations

from collections.abc import Mapping

SIGNALS = {
    "created": "the case is created",
    "opened_publicly": "the case is created; where our side created it privately, the customer's first public message",
    "acknowledged": "the case is acknowledged (first entry to Triage, or to any state past New)",
    "reopened": "the case is reopened (a move from Resolved or Closed to any other state)",
    "public_reply": "an agent replies publicly",
    "message_after_reply": "the customer writes after the first reply, and nothing of theirs is waiting yet "
    "(of a case that has ended: from its reopening on)",
}
"""What sets a clock off, in words. A signal that is not here is shown by its own name."""

QUALIFIED = {
    "state": "the case enters {}",
    "escalated": "the case is escalated to {}",
    "de_escalated": "the case is taken back from {}",
}
"""Signals that name what they are about, after a colon."""

WINDOWS = {
    "one": "There is one window per case.",
    "each": "Each start opens a new window; the old ones keep their outcome.",
    "resumed": "There is one window per case: a start after its end resumes it, and the time between does not count.",
}


def explain(rule: Mapping[str, str | None]) -> list[str]:
    """Sentences on when the clock starts, stands still, ends and is cancelled. rule: a row of sla_clock_rules."""
    sentences = [f"Starts when {_either(rule['starts_on'])}."]
    if rule["pauses_in"]:
        sentences.append(f"Stands still while the case is in {_listed(rule['pauses_in'])}.")
    else:
        sentences.append("Never stands still: waiting on the customer does not stop it.")
    if rule["restarts_on"]:
        sentences.append(f"Each time {_either(rule['restarts_on'])} a window ends and the next one starts.")
    if rule["stops_on"]:
        sentences.append(f"Ends when {_either(rule['stops_on'])}.")
    cancels = f"{_either(rule['cancels_on'])}, or " if rule["cancels_on"] else ""
    sentences.append(f"Is cancelled when {cancels}the case is deleted or merged; a recovery resumes it.")
    sentences.append(WINDOWS[rule["windows"]])
    if rule["targets_of"]:
        clock = rule["targets_of"].replace("_", " ")
        sentences.append(f"Where no policy sets a target of its own, those of the {clock} hold.")
    if rule["needs"]:
        sentences.append(f"Not measured for a source whose data has no events of kind {_listed(rule['needs'])}.")
    return sentences


def _either(signals: str | None) -> str:
    return " or ".join(_words(signal) for signal in (signals or "").split("|") if signal)


def _words(signal: str) -> str:
    kind, _, about = signal.partition(":")
    if about and kind in QUALIFIED:
        return QUALIFIED[kind].format(about)
    return SIGNALS.get(signal, f"the signal “{signal}” comes")


def _listed(names: str) -> str:
    return " or ".join(names.split("|"))
