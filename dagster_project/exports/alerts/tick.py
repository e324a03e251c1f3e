"""A look at the current release: whether something is to be told, and telling it."""

from __future__ import annotations

from datetime import UTC, datetime

from dagster_project.exports.alerts.events import events_of
from dagster_project.exports.alerts.ledger import Ledger
from dagster_project.exports.alerts.planning import plan
from dagster_project.exports.alerts.sending import Told, read_release, send_alerts
from dagster_project.exports.alerts.settings import alert_settings
from dagster_project.exports.delivery.journal import Journal
from dagster_project.exports.governance.approvals import ApprovalBook
from dagster_project.resources.environment import Environment
from dagster_project.resources.paths import Home
from dashboards.reporting import open_release


def what_is_due(environment: Environment) -> str | None:
    """Why nothing is to be done; None where something is. Raises UserError for settings that make no sense.

    What policies held back is not looked at again before there is another release, or a person has approved it.
    """
    settings = alert_settings(environment)
    if settings is None:
        return "Nobody is told: loompin.toml has no section [alerts]."
    home = Home(environment.home)
    with open_release(home) as release:
        events, info = events_of(release), release.info
    state = Ledger(Journal(home.alert_records)).state()
    due = plan(events, state, settings, info.as_of, datetime.now(UTC))
    if due.stale and due.is_empty:
        return due.stale
    due.leave_out_held(state, info.release_id, _approved(home))
    return "Nothing is due." if due.is_empty and not due.waiting_untold(state) else None


def tell_now(environment: Environment) -> Told | None:
    """Tell what is due; None where nobody is to be told of anything."""
    settings = alert_settings(environment)
    if settings is None:
        return None
    home = Home(environment.home)
    with open_release(home) as reader:
        release = read_release(reader)
    return send_alerts(release, settings, Ledger(Journal(home.alert_records)), book=_book(home))


def _book(home: Home) -> ApprovalBook:
    return ApprovalBook(Journal(home.approvals))


def _approved(home: Home) -> frozenset[str]:
    """Ids of what a person has decided to let go; the last decision on an id holds."""
    decisions = {decision.approval: decision.is_approved for decision in _book(home).decisions()}
    return frozenset(approval for approval, is_approved in decisions.items() if is_approved)
