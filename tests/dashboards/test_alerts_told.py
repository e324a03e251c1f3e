"""The page says why nothing is told of an old release."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest


def _told() -> None:
    from datetime import UTC, datetime
    from types import SimpleNamespace

    import polars as pl

    from dagster_project.exports.alerts.ledger import LedgerState
    from dashboards.alert_records import AlertRecords
    from dashboards.alerts_views import put_told

    info = SimpleNamespace(as_of=datetime(2026, 6, 30, 12, tzinfo=UTC))
    answers = SimpleNamespace(info=info, sql=lambda query: pl.DataFrame())
    put_told(answers, AlertRecords(LedgerState(), None, datetime(2026, 7, 4, tzinfo=UTC)))


@pytest.mark.parametrize(("settings", "is_told"), [("", False), ("[alerts]\nstale_hours = 72\n", True)])
def test_the_page_says_why_nothing_is_told_of_an_old_release(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: str, is_told: bool
) -> None:
    (tmp_path / "loompin.toml").write_text(settings)
    monkeypatch.setenv("LOOMPIN_HOME", str(tmp_path))
    monkeypatch.delenv("LOOMPIN_CONFIG", raising=False)
    page = AppTest.from_function(_told, default_timeout=60).run()
    assert not page.exception
    assert [info.value[:36] for info in page.info] == ["Nothing is told: the release knows e"] * is_told
