"""A Sankey diagram as a chart of the page: links tell their numbers under the pointer, and can be clicked."""

from __future__ import annotations

import altair as alt
import polars as pl

from dashboards.palette import QUIET
from dashboards.sankey_layout import NODE_WIDTH, WIDTH, Layout, Ribbon

CORNERS = 16
"""Points that the sides of a link are drawn through."""
INKS = {"light": "#1f2328", "dark": "#e8e6e3"}
GROUNDS = {"light": "#ffffff", "dark": "#1a1e23"}
HALO = 4
"""Pixels of ground around the letters of a name, so that it can be read on a link that runs under it."""


def sankey_chart(layout: Layout, selection: str, ground: str) -> alt.LayerChart:
    """The diagram. selection: name of a parameter by which a click on a link can be read (its field is link).

    ground: light or dark, which letters and bars must stand out from.
    """
    ink = INKS[ground]
    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, WIDTH], nice=False))
    scale = alt.Scale(domain=[0, layout.height], nice=False, reverse=True)
    y = alt.Y("y:Q", axis=None, scale=scale)
    ribbons = pl.DataFrame([point for ribbon in layout.ribbons for point in _points(ribbon)])
    nodes = pl.DataFrame(
        [
            {
                "x": node.x, "right": node.x + NODE_WIDTH, "y": node.top, "bottom": node.top + node.height,
                "name": f"{node.name} {node.volume:,}", "above": node.top - 9,
            }
            for node in layout.nodes
        ]
    )  # fmt: skip
    pick = alt.selection_point(name=selection, fields=["link"])
    links = (
        alt.Chart(ribbons)
        .mark_area(cursor="pointer", strokeWidth=0)
        .encode(
            x=x, y=y, y2="bottom:Q", detail="link:N", color=alt.Color("colour:N", scale=None),
            opacity=alt.condition(pick, alt.Opacity("opacity:Q", scale=None), alt.value(0.12)),
            tooltip=[alt.Tooltip(f"{name}:N", title=title) for name, title in TIPS.items()],
        )
        .add_params(pick)
    )  # fmt: skip
    base = alt.Chart(nodes)
    bars = base.mark_rect(color=ink, opacity=0.8).encode(x=x, x2="right:Q", y=y, y2="bottom:Q")
    names, halos = (
        base.mark_text(align="left", fontSize=12, **look).encode(
            x=x, y=alt.Y("above:Q", axis=None, scale=scale), text="name:N"
        )
        for look in (
            {"color": ink},
            {"color": GROUNDS[ground], "stroke": GROUNDS[ground], "strokeWidth": HALO, "strokeOpacity": 0.85,
             "strokeJoin": "round"},
        )
    )  # fmt: skip
    return alt.layer(links, bars, halos, names).properties(height=round(layout.height))


TIPS = {"link": "Link", "cases": "Cases", "time": "Median", "late": "90 % within", "broke": "Broke a promise",
        "here": "First breach here", "csat": "CSAT"}  # fmt: skip


def _points(ribbon: Ribbon) -> list[dict]:
    told = dict(line.split(": ", 1) for line in ribbon.link.words.split("\n") if ": " in line)
    link = ribbon.link
    shown = {
        "link": link.name, "cases": f"{link.volume:,}", "time": told.get("median", "–"),
        "late": told.get("90 % within", "–"), "broke": told.get("broke a promise", "–"),
        "here": told.get("first breach here", "–"), "csat": told.get("CSAT", "–"),
        "colour": QUIET if link.target is None else link.colour, "opacity": 0.25 if link.target is None else 0.5,
    }  # fmt: skip
    points = []
    for corner in range(CORNERS + 1):
        part = corner / CORNERS
        eased = part * part * (3 - 2 * part)
        top = ribbon.y1 + (ribbon.y2 - ribbon.y1) * eased
        x = ribbon.x1 + (ribbon.x2 - ribbon.x1) * part
        points.append({"x": x, "y": top, "bottom": top + max(ribbon.thick, 0.7), **shown})
    return points
