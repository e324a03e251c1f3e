"""Sizes of files as people write them."""

from __future__ import annotations

from dashboards.figures import MISSING

UNITS = ("B", "kB", "MB", "GB", "TB")


def file_size(size_bytes: float | None) -> str:
    """Bytes in the largest unit of 1,000 that leaves a whole part: 950 B, 1.2 MB, 34 GB."""
    if size_bytes is None:
        return MISSING
    value, unit = float(size_bytes), 0
    while value >= 999.5 and unit < len(UNITS) - 1:
        value, unit = value / 1000, unit + 1
    return f"{value:.1f} {UNITS[unit]}" if unit and value < 9.95 else f"{value:,.0f} {UNITS[unit]}"
