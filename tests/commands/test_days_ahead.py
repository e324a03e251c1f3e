"""The day of a fix, as a person writes it."""

from __future__ import annotations

from datetime import date

import pytest

from dagster_project.commands.opportunities import read_day
from dagster_project.resources.errors import UserError

TODAY = date(2026, 12, 28)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2027-03-01", date(2027, 3, 1)),
        ("in 14 days", date(2027, 1, 11)),
        ("In 1 day", date(2026, 12, 29)),
        (" in 2 weeks ", date(2027, 1, 11)),
    ],
)
def test_a_day_is_a_date_or_so_far_ahead(text, day):
    assert read_day(text, TODAY) == day


@pytest.mark.parametrize("text", ["soon", "in days", "in -3 days", "14 days", "01.03.2027", "2027-02-30", ""])
def test_what_is_no_day_is_told(text):
    with pytest.raises(UserError, match=r'is no day.\n  Write it as 2027-03-01, or as "in 14 days"'):
        read_day(text, TODAY)
