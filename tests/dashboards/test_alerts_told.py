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


def _told_elsewhere() -> None:
    from datetime import UTC, datetime
    from pathlib import Path
    from types import SimpleNamespace

    import polars as pl

    from dagster_project.resources.errors import UserError
    from dashboards import told_by_alerts

    at = datetime(2026, 6, 30, 12, tzinfo=UTC)
    reflex = {"rule_id": "RFX-1", "label": "Churn", "entity_id": "C1", "recipient": "Ann", "channel": "desk",
              "outcome": "delivered", "execution_time_ms": 12.0, "fired_at": at}  # fmt: skip
    case = {"case_id": "D-1", "kind": "sre", "to_team": "Ann", "component": "Pages", "reason": "sla_breach",
            "reminder_count": 2, "escalated_at": at, "last_told_at": at}  # fmt: skip
    rows = {told_by_alerts.REFLEXES: [reflex], told_by_alerts.ESCALATIONS: [case]}

    def old(query: str) -> pl.DataFrame:
        raise UserError("No such table.")

    info = SimpleNamespace(release_id="R1")
    for sql in (lambda query: pl.DataFrame(rows[query]), lambda query: pl.DataFrame(), old):
        answers = SimpleNamespace(info=info, sql=sql, home=Path())
        told_by_alerts.put_told_of_reflexes(answers)
        told_by_alerts.put_told_of_cases(answers)


def test_what_the_warehouse_told_stands_beside_the_platform_s_own_where_there_is_any() -> None:
    page = AppTest.from_function(_told_elsewhere, default_timeout=60).run()
    assert not page.exception
    assert [table.value.height if hasattr(table.value, "height") else len(table.value) for table in page.dataframe] == [
        1, 1,
    ]  # fmt: skip
