"""The colours, named for what they mean.

Marks in charts are mid-tones with a contrast of 3 : 1 or more on both the light and the dark ground, so that a chart
need not know which of the two it is drawn on; closed hours are QUIET, seen through. Met and breached differ in
lightness and in blue, not in red against green alone, and neither is ever told by colour only: a word or a shape
stands beside it.
Text takes its colours from `assets/style.css`, which has a pair for each.
"""

from __future__ import annotations

ACCENT = "#3b6fc9"
QUIET = "#8a93a3"
MET = "#12908a"
BREACHED = "#d4562a"
PAUSED = "#b8891f"
CLOSED = "#8a93a352"
NO_TARGET = "#a08bb5"

CLOCK_PIECES = {
    "counted": ACCENT,
    "closed": CLOSED,
    "paused": PAUSED,
    "cancelled": QUIET,
    "no_target": NO_TARGET,
}
"""What a stretch of a clock's window is drawn in, by kind."""

STATES = {
    "New": "#9fb4d6",
    "Triage": "#6f95dc",
    "In-progress": ACCENT,
    "Waiting-on-customer": PAUSED,
    "On-hold": NO_TARGET,
    "Resolved": MET,
    "Closed": QUIET,
}
"""What a spell of a state is drawn in. A state that is not here is drawn in QUIET."""
