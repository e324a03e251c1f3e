"""What a person reads of a build of dbt that failed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dagster_project.transformation.failures import describe_failures

MISMATCH = """This model has an enforced contract that failed.
Please ensure the name, data_type, and number of columns in your contract match the columns in your model's definition.

| column_name | definition_type | contract_type | mismatch_reason       |
| ----------- | --------------- | ------------- | --------------------- |
| arr_usd     | DOUBLE          | DECIMAL(18,2) | data type mismatch    |
| segment     |                 | VARCHAR       | missing in definition |
"""


@pytest.mark.parametrize(
    ("message", "told"),
    [
        (
            MISMATCH,
            "its columns are not those of its contract: column arr_usd: data type mismatch (is DOUBLE, promised "
            "DECIMAL(18,2)); column segment: missing in definition",
        ),
        ("Runtime Error in model x\n  Binder Error: no column y\n  LINE 1", "Binder Error: no column y LINE 1"),
        ("Got 3 results, configured to fail if != 0", "Got 3 results, configured to fail if != 0"),
    ],
)
def test_a_failed_model_is_told_with_its_reason(tmp_path: Path, message: str, told: str):
    results = [{"unique_id": "model.loompin.cases", "status": "error", "message": message}]
    (tmp_path / "run_results.json").write_text(json.dumps({"results": results}))
    assert describe_failures(tmp_path, tmp_path / "dbt.log") == (
        f"1 of 1 models and checks of dbt failed:\n  model cases: {told}"
    )
