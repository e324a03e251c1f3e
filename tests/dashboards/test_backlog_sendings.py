"""What the page on backlogs says of the ledger: each export and call, and what is not finished."""

from __future__ import annotations

import pytest
from exports.backlogs.weeks import Desk, ProcessDied, item, week_of
from exports.emulators.loopback import Fault, served

from dashboards.backlog_sendings import BROKEN_OFF, FINISHED, LEFT, read_sendings


def test_nothing_was_sent(tmp_path):
    sendings = read_sendings(tmp_path / "none.jsonl", "2026-W26")
    assert sendings.runs.is_empty()
    assert sendings.calls.is_empty()
    assert sendings.unfinished().is_empty()


def test_every_export_is_told_and_the_last_of_a_week_says_whether_it_is_finished(tmp_path):
    desk = Desk("github", tmp_path)
    ledger = desk.ledger.journal.file
    desk.emulator.order([Fault.NONE, Fault.NONE, *[Fault.TOO_MANY] * 3])
    with served(desk.emulator):
        desk.export(week_of([item(1), item(2), item(3)]))
        half = read_sendings(ledger, "2026-W26")
        assert half.runs["state"].to_list() == [LEFT]
        assert half.unfinished().height == 1
        assert half.calls.select("item", "outcome", "name", "attempts").rows() == [
            ("Missing guides: topic 2", "put off", None, 3),
            ("Missing guides: topic 1", "done", "#2", 1),
        ]
        desk.clock.sleep(60)
        desk.dies_before = desk.sent + 3
        with pytest.raises(ProcessDied):
            desk.export(week_of([item(1), item(2), item(3)]))
        broken = read_sendings(ledger, "2026-W26")
        assert broken.runs["state"].to_list() == [BROKEN_OFF, LEFT]
        assert broken.calls["outcome"][0] == "not known"
        desk.dies_before = None
        desk.export(week_of([item(1), item(2), item(3)]))
    whole = read_sendings(ledger, "2026-W26")
    assert whole.runs["state"].to_list() == [FINISHED, BROKEN_OFF, LEFT]
    assert whole.unfinished().is_empty()
    assert read_sendings(ledger, "2026-W25").calls.is_empty()
