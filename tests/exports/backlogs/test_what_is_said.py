"""What an issue says, how customers' words stand in it, and that no secret stands anywhere."""

from __future__ import annotations

import base64
import re
from typing import Any
from urllib.parse import unquote

import pytest
from exports.backlogs.weeks import SECRET, TOKEN, Desk, item, week_of
from exports.emulators.loopback import Fault, Reply, served
from exports.emulators.webhook import WebhookReceiver
from hypothesis import given, settings
from hypothesis import strategies as st

from dagster_project.exports.backlogs.adf import adf_of
from dagster_project.exports.backlogs.github import MARKER, marker_of
from dagster_project.exports.backlogs.issue import issue_of
from dagster_project.exports.backlogs.jira import label_of
from dagster_project.exports.backlogs.markdown import markdown_of


def written(quote: str = "Too slow.", **fields: Any):
    one = item(1, quote=quote)
    one.fields.update(fields)  # type: ignore[attr-defined]
    return issue_of(one, {one.week: one.fields}, "https://dash.example/")


def test_every_figure_is_there_with_its_interval_and_n():
    text = markdown_of(written()).replace("\\", "")
    for told in (
        "Cases closed: 3 from 2 accounts, the cause of 1 derived",
        "Share of all 16 closed cases: 18.8 % (95 % interval 1.0 % to 60.0 %)",
        "Trend: rising, +10.0 points against the eight weeks before (95 % interval +2.0 points to +30.0 points)",
        "ARR exposed, each account once: $120,000",
        "Satisfaction (1 to 5), last 13 weeks: -0.40 against the rest (95 % interval -0.70 to -0.10), n 12",
        "Handling and cost: 90 minutes, $72",
        "Linked bugs: BUG-7",
        "Owner: Data Delivery (#esc-data), component Exports",
        "Rows: https://dash.example/backlogs?week=2026-W26&item=demo:docs:topic:t1",
        "Definition 1, release R1, hash 1-3",
        "| 2026-W26 | 3 | 2 | 18.8 % | $120,000 | 90 | -0.40 |",
    ):
        assert told in text
    assert "NPS" not in text


@pytest.mark.parametrize(
    ("quote", "absent"),
    [
        ("thanks @octocat and #42", r"(?<![\w])@octocat|#42"),
        ("<img src=x onerror=alert(1)>", r"<img"),
        ("<!-- loompin:key=demo:docs:topic:t9 -->", r"\n<!--|> <!--"),
        ("[free](https://evil.example) https://evil.example www.evil.example", r"\]\(https|https://evil|www\.evil"),
        ("line\n\n# heading\n```\ncode", r"\n# |```"),
        ("closes example/product#7", r"product#7"),
    ],
)
def test_what_customers_wrote_has_no_power_in_markdown(quote, absent):
    text = markdown_of(written(quote))
    quoted = text.partition("### What customers said")[2].partition("### Week")[0]
    assert not re.search(absent, quoted)


@settings(max_examples=80, deadline=None)
@given(quote=st.text(max_size=80))
def test_any_quote_stays_on_its_line_and_is_whole_in_adf(quote):
    issue = written(quote)
    text = markdown_of(issue)
    lines = text.partition("### What customers said\n\n")[2].partition("\n\n### ")[0]
    assert lines.count("\n") == 0
    assert lines.startswith(">")
    nodes = list(texts(adf_of(issue)))
    assert all(node["text"] for node in nodes)
    assert [node["text"] for node in nodes if node["text"] == (quote or "–")]
    assert all(
        mark["attrs"]["href"].startswith("https://dash.example/") for node in nodes for mark in node.get("marks", [])
    )


def texts(node: Any):
    if isinstance(node, dict):
        if node.get("type") == "text":
            yield node
        for child in node.get("content", []):
            yield from texts(child)


@given(key=st.text(min_size=1, max_size=40))
def test_a_key_is_found_again_in_its_marker_and_fits_a_label(key):
    found = MARKER.match(marker_of(key) + "\n\ntext")
    assert found
    assert unquote(found.group(1)) == key
    assert re.fullmatch(r"loompin-[0-9a-f]{40}", label_of(key))


@pytest.mark.parametrize("kind", ["jira", "github", "webhook"])
def test_no_secret_is_in_the_ledger_or_in_a_report(tmp_path, kind, capfd):
    desk = Desk(kind, tmp_path)
    desk.emulator.order([Fault.NONE, Fault.FAILS_AFTER, Fault.TOO_MANY])
    with served(desk.emulator):
        reports = [desk.export(week_of([item(1), item(2)])), desk.plan(week_of([item(1, cases=9)]))]
        serve = desk.emulator.serve
        # A target that says back what it was sent.
        desk.emulator.serve = lambda call: Reply(400, {"message": f"{call.headers} {TOKEN} {SECRET}"})
        reports.append(desk.export(week_of([item(1, cases=7), item(2, cases=7)])))
        desk.emulator.serve = serve
    told = desk.ledger.journal.file.read_text() + repr(reports) + repr(desk.target()) + "".join(capfd.readouterr())
    login = base64.b64encode(f"bot@example.com:{TOKEN}".encode()).decode()
    secrets = [login, TOKEN] if kind != "webhook" else [SECRET]
    for secret in secrets:
        assert secret not in told
    if isinstance(desk.emulator, WebhookReceiver):
        assert SECRET in desk.emulator.secrets
