"""How far what a fix brings may be relied on, said by the macro alone, on rows of every sort."""

from __future__ import annotations

import duckdb
import pytest
from jinja2 import Environment

from dagster_project.resources.paths import DBT_PROJECT

MACRO = (DBT_PROJECT / "macros" / "opportunities" / "fix_confidence.sql").read_text()


@pytest.mark.parametrize(
    ("cases", "kind", "driver", "leaving", "level", "reason"),
    [
        (29, "theme", None, "touched leave more often", "low", "fewer than 30 cases in the period"),
        (30, "theme", None, "touched leave more often", "high", "enough cases, and touched customers leave more often"),
        (99, "theme", None, "touched leave less often", "medium",
         "enough cases; touched customers leave less often, which does not speak for a fix"),
        (99, "theme", None, "no difference shown", "medium", "enough cases; no difference in leaving is shown"),
        (99, "defect", None, "too few customers", "medium", "enough cases; no difference in leaving is shown"),
        (99, "driver", "not above noise", "touched leave more often", "low", "no driver above noise"),
        (99, "driver", "driver", "touched leave more often", "high",
         "enough cases, and touched customers leave more often"),
    ],
)  # fmt: skip
def test_confidence_is_high_only_where_touched_customers_leave_more_often(
    cases, kind, driver, leaving, level, reason
):  # fmt: skip
    template = Environment().from_string(MACRO + "select {{ fix_confidence('level') }}, {{ fix_confidence('reason') }}")
    query = template.render(opportunity_setting={"floor": 30}.__getitem__)
    rows = duckdb.execute(
        f"{query} from (select ? as case_count, ? as kind, cast(? as varchar) as driver_status, ? as leaving_status)",
        [cases, kind, driver, leaving],
    ).fetchall()
    assert rows == [(level, reason)]
