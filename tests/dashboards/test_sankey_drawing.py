"""The drawing of flows: to scale, without overlaps, and whatever the names are."""

from __future__ import annotations

from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboards.palette import ACCENT, BREACHED, QUIET
from dashboards.sankey_chart import sankey_chart
from dashboards.sankey_drawing import svg_of
from dashboards.sankey_layout import FLOW_HEIGHT, GAP, LOWEST, Link, lay_out, shade

NAMES = ("A & B", "<b>", "Reply", "Resolved")


@st.composite
def flows(draw) -> list[Link]:
    """Paths of cases, added up to links."""
    paths = draw(st.lists(st.lists(st.sampled_from(NAMES), min_size=1, max_size=6), min_size=1, max_size=30))
    counts: dict[tuple, int] = {}
    for path in paths:
        for step, (source, target) in enumerate(zip(path, [*path[1:], None], strict=True), start=1):
            counts[step, source, target] = counts.get((step, source, target), 0) + 1
    return [Link(*key, volume, ACCENT, f"{key[1]} to {key[2]}") for key, volume in counts.items()]


ORDER = {name: place for place, name in enumerate(NAMES)}


@given(flows(), st.integers(1, 7))
def test_it_is_to_scale_and_nodes_keep_apart(links, most_steps):
    layout = lay_out(links, ORDER, most_steps)
    drawn = [link for link in links if link.step <= most_steps]
    assert sorted(map(id, drawn)) == sorted(id(ribbon.link) for ribbon in layout.ribbons)
    first = [node for node in layout.nodes if node.step == 1]
    assert sum(node.height for node in first) == pytest.approx(FLOW_HEIGHT)
    for upper, lower in pairwise(layout.nodes):
        if upper.step == lower.step:
            assert lower.top - upper.top - upper.height == pytest.approx(GAP)
    scale = FLOW_HEIGHT / sum(node.volume for node in first)
    for node in layout.nodes:
        assert node.height == pytest.approx(max(LOWEST, node.volume * scale))
        # What goes in comes out, but of the columns at both ends.
        if 1 < node.step <= most_steps:
            assert node.coming == node.leaving


@given(flows())
def test_the_file_is_xml_that_names_every_link(links):
    layout = lay_out(links, ORDER, 6)
    root = ElementTree.fromstring(svg_of(layout, 'Paths "all"'))
    titles = [title.text for title in root.iter("{http://www.w3.org/2000/svg}title")]
    assert sorted(titles) == sorted(link.words for link in links if link.step <= 6)


def test_the_chart_draws_each_link_through_its_ends():
    links = [Link(1, "A", "B", 3, ACCENT, "x", "1. A → B"), Link(2, "B", None, 3, ACCENT, "x", "2. B → end")]
    layout = lay_out(links, {}, 3)
    spec = sankey_chart(layout, "pick", "light").to_dict()
    rows = [row for name, data in spec["datasets"].items() for row in data if "link" in row]
    for ribbon in layout.ribbons:
        points = [row for row in rows if row["link"] == ribbon.link.name]
        assert (points[0]["x"], points[0]["y"]) == pytest.approx((ribbon.x1, ribbon.y1))
        assert (points[-1]["x"], points[-1]["y"]) == pytest.approx((ribbon.x2, ribbon.y2))
        assert all(row["bottom"] - row["y"] == pytest.approx(ribbon.thick) for row in points)


def test_nothing_is_drawn_of_nothing():
    assert lay_out([], {}, 5) is None


@pytest.mark.parametrize(
    ("share", "most", "is_few", "colour"),
    [(0.0, 0.5, False, ACCENT), (0.5, 0.5, False, BREACHED), (0.9, 0.5, False, BREACHED), (None, 0.5, False, QUIET),
     (0.5, 0.5, True, QUIET), (0.0, 0.0, False, ACCENT)],
)  # fmt: skip
def test_a_link_has_the_colour_of_its_share(share, most, is_few, colour):
    assert shade(share, most, is_few) == colour
