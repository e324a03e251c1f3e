"""`loompin alerts`: what the current release gives an alert for, telling it, and taking it up."""

from __future__ import annotations

from datetime import UTC, datetime

import click

from dagster_project.commands.questions import FORMAT, print_rows
from dagster_project.resources.environment import Environment, read_environment
from dagster_project.resources.errors import UserError
from dagster_project.resources.paths import Home
from dashboards.figures import counted

NOBODY = "Nobody is told: loompin.toml has no section [alerts]."


@click.group("alerts")
def alerts_group() -> None:
    """Alerts of the current release: who was told, who is to be told, and who has taken them up."""


@alerts_group.command("list")
@click.option("--all", "every", is_flag=True, help="Those that are over, too.")
@FORMAT
def list_command(every: bool, form: str) -> None:
    """Alerts that last, the gravest first and the newest of them, with what became of telling them."""
    import polars as pl

    from dagster_project.exports.alerts.events import events_of
    from dagster_project.exports.alerts.standing import standing_of
    from dashboards.reporting import open_release

    home = Home(read_environment().home)
    state = _ledger(home).state()
    with open_release(home) as release:
        events = [event for event in events_of(release) if every or event.is_open]
    told = [
        {
            "priority": event.priority, "rule": event.rule_label, "about": event.about, "evidence": event.evidence,
            "since": event.began_at, "for": ", ".join(recipient.name for recipient in event.recipients),
            "told": standing_of(event.key, state), "key": event.key,
        }
        for event in sorted(events, key=lambda e: (e.priority, -e.began_at.timestamp()))
    ]  # fmt: skip
    if told:
        print_rows(pl.DataFrame(told), form)
    else:
        click.echo("No alert lasts." if not every else "There are no alerts.")


@alerts_group.command("send")
@click.option("--dry-run", is_flag=True, help="Say what would be sent, and send nothing; it needs no secrets.")
def send_command(dry_run: bool) -> None:
    """Tell what is due, through the channels of loompin.toml; the sensor does the same by itself."""
    from dagster_project.exports.alerts.tick import tell_now

    environment = read_environment()
    if dry_run:
        _tell_what_would_be_sent(environment)
        return
    told = tell_now(environment)
    if told is None:
        click.echo(NOBODY)
        return
    for channel, title, outcome, said in told.results:
        click.echo(f"{outcome:<10} {channel:<12} {title} ({said})")
    if told.plan.stale:
        click.echo(told.plan.stale)
    for _, reason in told.held_back:
        click.echo(f"held back  {reason}")
    click.echo(
        f"{counted(len(told.results), 'message')}, {len(told.plan.waiting)} wait, "
        f"{counted(len(told.plan.untold), 'alert')} without a channel."
    )
    if any(str(outcome) != "delivered" for _, _, outcome, _ in told.results):
        raise UserError("Not every message was delivered.", "Those that may be sent again are, at the next tick.")


@alerts_group.command("answer")
@click.argument("key")
@click.option("--by", required=True, help="Who takes it up.")
@click.option("--reason", required=True, help="What is done about it; kept.")
def answer_command(key: str, by: str, reason: str) -> None:
    """Take an alert up: nobody is reminded of it any more, nor told of it again."""
    from dagster_project.exports.alerts.events import events_of
    from dashboards.reporting import open_release

    home = Home(read_environment().home)
    ledger = _ledger(home)
    state = ledger.state()
    with open_release(home) as release:
        known = {event.key for event in events_of(release)} | state.occurrences.keys()
    if key not in known:
        raise UserError(f"There is no alert {key!r}.", "`loompin alerts list` shows the keys.")
    occurrence = state.last_occurrence(key)
    before = state.answered.get((key, occurrence))
    ledger.answer(key, occurrence, by, reason, datetime.now(UTC))
    click.echo(f"{key}: {by} has taken it up." + (f" Before that it was {before['by']}." if before else ""))


def _tell_what_would_be_sent(environment: Environment) -> None:
    from dagster_project.exports.alerts.messages import text_of
    from dagster_project.exports.alerts.planning import plan
    from dagster_project.exports.alerts.sending import judge, read_release
    from dagster_project.exports.alerts.settings import alert_settings
    from dagster_project.exports.delivery.journal import Journal
    from dagster_project.exports.governance.approvals import ApprovalBook
    from dashboards.reporting import open_release

    settings = alert_settings(environment, needs_secrets=False)
    if settings is None:
        click.echo(NOBODY)
        return
    home = Home(environment.home)
    with open_release(home) as reader:
        release = read_release(reader)
    now, book = datetime.now(UTC), ApprovalBook(Journal(home.approvals), only_read=True)
    made = plan(release.events, _ledger(home).state(), settings, release.as_of, now)
    if made.stale:
        click.echo(made.stale)
    judged = [judge(message, release, settings.dashboards_url, book, now) for message in made.messages]
    leaving = [one for one in judged if one.document is not None]
    for one in leaving:
        click.echo(f"--- through {one.message.channel}\n{text_of(one.document)}\n")
    held = [(telling, why) for one in judged for telling, why in one.held]
    for telling, why in held:
        click.echo(f"--- held back: {telling.event.rule_label}, {telling.event.about}. {why.reason}")
    for sent in made.again:
        click.echo(f"--- again through {sent.channel}: {sent.document['title']}")
    for waiting in made.waiting:
        until = f" until {waiting.until:%Y-%m-%d %H:%M} UTC" if waiting.until else ""
        click.echo(f"--- waits{until} ({waiting.why}): {waiting.telling.event.evidence}")
    told = {telling.event.key: telling.event for one in leaving for telling in one.message.tellings}
    lasting = sum(event.is_open for event in told.values())
    click.echo(
        f"{counted(len(leaving), 'new message')}, {len(made.again)} again, {len(made.waiting)} wait, "
        f"{len(held)} held back, "
        f"{counted(len(made.untold), 'alert has', 'alerts have')} no channel. Nothing was sent."
    )
    click.echo(
        f"The new messages tell of {counted(lasting, 'alert')} that last, as `loompin alerts list` shows them, and of "
        f"{len(told) - lasting} that began in the {settings.fresh_hours} hours before the release and do "
        "not last (`--all`)."
    )
    try:
        alert_settings(environment)
    except UserError as missing:
        click.echo(f"Sending them will not do yet: {missing}")


def _ledger(home: Home):  # type: ignore[no-untyped-def]
    from dagster_project.exports.alerts.ledger import Ledger
    from dagster_project.exports.delivery.journal import Journal

    return Ledger(Journal(home.alert_records))
