"""Where the nodes and links of a Sankey diagram lie: who goes from where to where, step by step.

The width of a link and the height of a node are to scale of the volume (Sankey 1898; Riehmann, Hanfler and Froehlich
2005, Interactive Sankey diagrams). What ends at a node leaves it as a short stub; what goes on past the last column is
not drawn. Nothing here knows how it is drawn: sankey_chart.py does, on the page, and sankey_drawing.py, as a file.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboards.palette import ACCENT, BREACHED, QUIET

WIDTH, NODE_WIDTH, STUB = 1480, 9, 26
TOP = 40
"""Room above the first node, for its name and the head of its column."""
LAST_LABEL = 140
"""Room to the right of the last column, for its names."""
FLOW_HEIGHT = 300
"""What all cases together are high."""
GAP = 26
"""Between two nodes of a column: the name of the lower one fits in."""
LOWEST = 1.5
"""No node is lower, so that it can be seen."""


@dataclass(frozen=True)
class Link:
    """So many go from a node at a step to a node at the next; target None where they end there.

    name: by which a click tells it. colour: of the link. words: its numbers, one line each.
    """

    step: int
    source: str
    target: str | None
    volume: int
    colour: str
    words: str
    name: str = ""


@dataclass
class Node:
    """A bar: its place and height in pixels, and how many come through."""

    step: int
    name: str
    x: float = 0.0
    top: float = 0.0
    height: float = 0.0
    coming: int = 0
    leaving: int = 0

    @property
    def volume(self) -> int:
        """How many pass; of the last column nobody is drawn as leaving, of the first nobody as coming."""
        return max(self.coming, self.leaving)


@dataclass(frozen=True)
class Ribbon:
    """A link from the right edge of one bar to the left edge of another; the y are those of its upper side."""

    link: Link
    x1: float
    y1: float
    x2: float
    y2: float
    thick: float


@dataclass(frozen=True)
class Layout:
    """The whole, in pixels: width is always WIDTH."""

    nodes: tuple[Node, ...]
    ribbons: tuple[Ribbon, ...]
    height: float


def lay_out(links: Sequence[Link], order: Mapping[str, int], most_steps: int) -> Layout | None:
    """Where everything lies; None without links. order: where in its column a node stands, by name.

    most_steps: links of later steps are left out.
    """
    last = len(order)

    def place(link: Link) -> tuple:
        target = last + 1 if link.target is None else order.get(link.target, last)
        return link.step, order.get(link.source, last), link.source, target, link.target or ""

    drawn = sorted((link for link in links if link.step <= most_steps and link.volume > 0), key=place)
    if not drawn:
        return None
    nodes = _nodes(drawn, order)
    scale = FLOW_HEIGHT / max(1, sum(link.volume for link in drawn if link.step == 1))
    apart = (WIDTH - LAST_LABEL - NODE_WIDTH) / max(1, max(step for step, _ in nodes) - 1)
    columns = defaultdict(list)
    for node in nodes.values():
        node.x, node.height = (node.step - 1) * apart, max(node.volume * scale, LOWEST)
        columns[node.step].append(node)
    for column in columns.values():
        top = float(TOP)
        for node in column:
            node.top = top
            top += node.height + GAP
    out, into = defaultdict(float), defaultdict(float)
    ribbons = []
    for link in drawn:
        source, thick = nodes[link.step, link.source], link.volume * scale
        x1, y1 = source.x + NODE_WIDTH, source.top + out[link.step, link.source]
        out[link.step, link.source] += thick
        if link.target is None:
            ribbons.append(Ribbon(link, x1, y1, x1 + STUB, y1, thick))
            continue
        target = nodes[link.step + 1, link.target]
        y2 = target.top + into[link.step + 1, link.target]
        into[link.step + 1, link.target] += thick
        ribbons.append(Ribbon(link, x1, y1, target.x, y2, thick))
    bottom = max(node.top + node.height for node in nodes.values())
    return Layout(tuple(nodes.values()), tuple(ribbons), bottom + 6)


def shade(share: float | None, most: float, is_few: bool) -> str:
    """The colour of a share from 0 to most; grey where there is none, or too few stand behind it."""
    if share is None or is_few:
        return QUIET
    part = min(1.0, share / most) if most > 0 else 0.0
    channels = (
        round(int(ACCENT[at : at + 2], 16) * (1 - part) + int(BREACHED[at : at + 2], 16) * part) for at in (1, 3, 5)
    )
    return "#" + "".join(f"{channel:02x}" for channel in channels)


def _nodes(links: Sequence[Link], order: Mapping[str, int]) -> dict[tuple[int, str], Node]:
    found: dict[tuple[int, str], Node] = {}
    for link in links:
        found.setdefault((link.step, link.source), Node(link.step, link.source)).leaving += link.volume
        if link.target is not None:
            target = found.setdefault((link.step + 1, link.target), Node(link.step + 1, link.target))
            target.coming += link.volume
    ranked = sorted(found.items(), key=lambda item: (item[0][0], order.get(item[0][1], len(order)), item[0][1]))
    return dict(ranked)
