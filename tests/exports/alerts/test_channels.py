"""Webhook, Slack and e-mail against emulators on loopback, with answers that are lost and services that are busy."""

from __future__ import annotations

import dataclasses
from datetime import timedelta
from pathlib import Path

import pytest
from exports.alerts.alert_stories import Desk, event, keys
from exports.emulators.clock import TestClock
from exports.emulators.loopback import Emulator, Fault, served
from exports.emulators.slack import Slack
from exports.emulators.smtp import MailFault, mail_server
from exports.emulators.webhook import WebhookReceiver

from dagster_project.exports.alerts.channels.email import EmailChannel, email_of
from dagster_project.exports.alerts.channels.slack import slack_of
from dagster_project.exports.alerts.channels.webhook import webhook_channel_of
from dagster_project.exports.alerts.settings import alert_settings, stale_hours_of
from dagster_project.exports.settings import Section
from dagster_project.resources.environment import Environment, read_environment
from dagster_project.resources.errors import UserError

MINUTE = timedelta(minutes=1)
SECRET = "a secret of the webhook"


def _webhook(emulator: Emulator, monkeypatch: pytest.MonkeyPatch) -> object:
    monkeypatch.setenv("HOOK_SECRET", SECRET)
    values = {"type": "webhook", "url": emulator.url, "secret_env": "HOOK_SECRET", "allow_loopback_http": True}
    return webhook_channel_of(Section("here", values))


def _slack(emulator: Emulator) -> object:
    return slack_of(
        Section("here", {"type": "slack", "url": f"{emulator.url}/services/T/B/X", "allow_loopback_http": True})
    )


def _mail(port: int) -> EmailChannel:
    return EmailChannel("127.0.0.1", port, "none", "loompin@example.com", ("oncall@example.com",))


@pytest.mark.parametrize("faults", [[], [Fault.LOST_ANSWER], [Fault.FAILS_AFTER], [Fault.DROPS] * 4, [Fault.TOO_MANY]])
def test_a_webhook_gets_each_message_once_whatever_happens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, faults: list[Fault]
) -> None:
    desk = Desk(tmp_path, {})
    with served(WebhookReceiver(desk.clock, [SECRET], faults)) as receiver:
        desk.channels["hook"] = _webhook(receiver, monkeypatch)
        for _ in range(4):
            desk.tick(event(1), event(2), after=MINUTE)
        assert sorted(keys(list(receiver.received.values()))) == [event(1).key, event(2).key]
        assert {message.outcome for message in desk.ledger.state().messages.values()} == {"delivered"}


@pytest.mark.parametrize(
    ("faults", "outcome"),
    [
        ([], "delivered"), ([Fault.LOST_ANSWER], "in doubt"), ([Fault.FAILS_AFTER], "in doubt"),
        ([Fault.TOO_MANY], "delivered"), ([Fault.UNAVAILABLE], "delivered"),
    ],
)  # fmt: skip
def test_slack_gets_each_message_once_and_a_lost_answer_is_shown(
    tmp_path: Path, faults: list[Fault], outcome: str
) -> None:
    desk = Desk(tmp_path, {})
    with served(Slack(desk.clock, faults)) as slack:
        desk.channels["slack"] = _slack(slack)
        for _ in range(4):
            desk.tick(event(1, "P2"), after=MINUTE)
        assert len(slack.posted) == 1
        assert [message.outcome for message in desk.ledger.state().messages.values()] == [outcome]


def test_a_storm_fits_into_blocks_of_slack_and_calls_nobody(tmp_path: Path) -> None:
    desk = Desk(tmp_path, {})
    with served(Slack(desk.clock)) as slack:
        desk.channels["slack"] = _slack(slack)
        desk.tick(*[event(n, "P2", evidence="<!channel> & " + "long words " * 30) for n in range(1, 60)])
        (posted,) = slack.posted
    text = "\n".join(block["text"]["text"] for block in posted["blocks"])
    assert "&lt;!channel&gt; &amp;" in text
    assert "<!channel>" not in text
    assert "and 9 more" in text


@pytest.mark.parametrize(
    ("faults", "taken"),
    [
        ([], 1), ([MailFault.BUSY], 1), ([MailFault.LATER], 1), ([MailFault.UNKNOWN], 1), ([MailFault.LOST_ANSWER], 2),
        ([MailFault.FAREWELL], 1),
    ],
)  # fmt: skip
def test_a_mail_is_in_the_inbox_once_whatever_happens(tmp_path: Path, faults: list[MailFault], taken: int) -> None:
    with mail_server(faults) as server:
        desk = Desk(tmp_path, {"mail": _mail(server.port)})
        for _ in range(4):
            desk.tick(event(1, "P2"), after=MINUTE)
        assert (len(server.inbox), server.taken) == (1, taken)
        (mail,) = server.inbox.values()
        assert mail["Subject"] == "P2 SLA breached: C1"
        assert "resolution took 1 h of 4 h promised" in mail.get_content()
        assert {message.outcome for message in desk.ledger.state().messages.values()} == {"delivered"}


def test_who_was_refused_while_others_were_accepted_is_tried_again_alone(tmp_path: Path) -> None:
    with mail_server([MailFault.ONE_UNKNOWN, MailFault.UNKNOWN]) as server:
        two = dataclasses.replace(_mail(server.port), to=("new@example.com", "oncall@example.com"))
        desk = Desk(tmp_path, {"mail": two})
        for _ in range(4):
            desk.tick(event(1, "P2"), after=10 * MINUTE)
            assert {message.outcome for message in desk.ledger.state().messages.values()} == {"delivered"}
        assert server.accepted == ["oncall@example.com", "new@example.com"]


def test_no_server_at_all_is_a_failure_that_says_so(tmp_path: Path) -> None:
    with mail_server() as server:
        port = server.port
    desk = Desk(tmp_path, {"mail": _mail(port)})
    desk.tick(event(1))
    (message,) = desk.ledger.state().messages.values()
    assert (message.outcome, message.said) == ("failed", "could not connect: ConnectionRefusedError")


SETTINGS = """
[alerts]
time_zone = "Europe/Berlin"
quiet_hours = "22:00-07:00"
[alerts.channels.pager]
type = "webhook"
url = "https://hooks.example.com/x"
secret_env = "HOOK_SECRET"
[alerts.channels.mail]
type = "email"
host = "mail.example.com"
from = "loompin@example.com"
to = ["desk@example.com"]
[alerts.routes."on-call"]
channels = ["pager"]
quiet_hours = ""
[alerts.routes."*"]
channels = ["mail"]
least_severity = "medium"
"""


def _environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str) -> Environment:
    (tmp_path / "loompin.toml").write_text(text)
    monkeypatch.setenv("LOOMPIN_HOME", str(tmp_path))
    monkeypatch.delenv("LOOMPIN_CONFIG", raising=False)
    monkeypatch.setenv("HOOK_SECRET", SECRET)
    return read_environment()


def test_settings_are_read_with_quiet_hours_of_all_where_a_route_has_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = alert_settings(_environment(tmp_path, monkeypatch, SETTINGS))
    assert told is not None
    night = TestClock().now().replace(hour=22)
    on_call, desk = told.route("Site Reliability", "on-call"), told.route("Frontline EMEA", "desk")
    assert on_call is not None
    assert desk is not None
    assert (on_call.quiet.until(night), desk.channels, desk.tells("low")) == (None, ("mail",), False)
    assert desk.quiet.until(night) is not None
    assert SECRET not in repr(told)


def test_without_a_section_nobody_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    nothing_said = _environment(tmp_path, monkeypatch, "[identity]\nlink = 0.9\n")
    assert (alert_settings(nothing_said), stale_hours_of(nothing_said)) == (None, None)


def test_from_what_age_on_nothing_is_told_is_read_without_any_secret(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = _environment(tmp_path, monkeypatch, SETTINGS.replace("[alerts]\n", "[alerts]\nstale_hours = 7\n"))
    monkeypatch.delenv("HOOK_SECRET")
    assert stale_hours_of(said) == 7


BY_VARIABLE = SETTINGS.replace(
    'url = "https://hooks.example.com/x"', 'url_env = "HOOK_ADDRESS"\nhosts = ["hooks.example.com"]'
)


def test_a_look_at_what_would_be_sent_needs_no_secrets_and_still_judges_the_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = _environment(tmp_path, monkeypatch, BY_VARIABLE)
    monkeypatch.delenv("HOOK_SECRET")
    monkeypatch.delenv("HOOK_ADDRESS", raising=False)
    told = alert_settings(said, needs_secrets=False)
    assert told is not None
    assert set(told.channels) == {"pager", "mail"}
    with pytest.raises(UserError, match="HOOK_SECRET"):
        alert_settings(said)
    wrong = _environment(tmp_path, monkeypatch, BY_VARIABLE.replace('"medium"', '"huge"'))
    with pytest.raises(UserError, match="huge"):
        alert_settings(wrong, needs_secrets=False)


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ('"Europe/Berlin"', '"Berlin"', "time_zone"),
        ('"22:00-07:00"', '"at night"', "quiet hours"),
        ('type = "email"', 'type = "pigeon"', "pigeon"),
        ('channels = ["mail"]', 'channels = ["post"]', "pager, mail"),
        ('"medium"', '"huge"', "huge"),
        ("[alerts]\n", "[alerts]\nstorm_events = 0\n", "storm_events"),
        ("[alerts]\n", "[alerts]\ncolour = 1\n", "colour"),
        ("https://hooks", "http://hooks", "http"),
        ('host = "mail.example.com"', 'host = "mail.example.com"\nsecurity = "none"', "another machine"),
    ],
)  # fmt: skip
def test_settings_that_make_no_sense_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, before: str, after: str, told: str
) -> None:
    with pytest.raises(UserError, match=told):
        alert_settings(_environment(tmp_path, monkeypatch, SETTINGS.replace(before, after)))


def test_a_password_is_in_no_message(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAIL_PASSWORD", "hunter2!")
    values = {
        "type": "email", "host": "m.example.com", "user": "ann", "password_env": "MAIL_PASSWORD", "from": "a@b.io",
        "to": ["c@d.io"],
    }  # fmt: skip
    assert "hunter2" not in repr(email_of(Section("here", values)))
