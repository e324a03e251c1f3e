"""R's data sets: figures agree with R's own to 1e-8."""

from __future__ import annotations

import json

import pytest
from installation import SHARED

from dagster_project.drivers.file import analyse_file

REFERENCE = SHARED / "drivers_reference"
pytestmark = [
    pytest.mark.real_data,
    pytest.mark.skipif(not REFERENCE.exists(), reason=f"the reference figures are not at {REFERENCE}"),
]


@pytest.mark.parametrize("data_set", ["swiss", "attitude", "mtcars", "stackloss"])
def test_figures_are_those_of_r(data_set):
    expected = json.loads((REFERENCE / "expected.json").read_text())[data_set]
    found = analyse_file(REFERENCE / f"{data_set}.csv", expected["outcome"]).analysis
    assert found.n == expected["n"]
    assert found.r_squared.value == pytest.approx(expected["r_squared"], abs=1e-8)
    ours = {
        "lmg": lambda driver: driver.lmg.value,
        "johnson": lambda driver: driver.weight.value,
        "standardised_beta": lambda driver: driver.coefficient.value,
        "correlation": lambda driver: driver.correlation.value,
        "vif": lambda driver: driver.vif,
    }
    for figure, of in ours.items():
        assert {d.name: of(d) for d in found.drivers} == pytest.approx(expected[figure], abs=1e-8), figure
