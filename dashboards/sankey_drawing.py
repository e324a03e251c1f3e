"""A Sankey diagram as one SVG picture, to be kept or printed; drawn without any library, on a white ground."""

from __future__ import annotations

from html import escape

from dashboards.palette import QUIET
from dashboards.sankey_layout import NODE_WIDTH, WIDTH, Layout, Node, Ribbon

INK = "#1f2328"


def svg_of(layout: Layout, heading: str) -> str:
    """The picture. heading: what it shows, also read out instead of it; links tell their numbers as titles."""
    parts = [_ribbon(ribbon) for ribbon in layout.ribbons] + [_bar(node) for node in layout.nodes]
    height = layout.height + 30
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 -30 {WIDTH} {height:.0f}" width="{WIDTH}" '
        f'height="{height:.0f}" role="img" aria-label="{escape(heading)}" font-family="system-ui, sans-serif" '
        f'font-size="13" fill="{INK}"><rect y="-30" width="{WIDTH}" height="{height:.0f}" fill="#ffffff"/>'
        f'<text y="-10" font-size="15" font-weight="600">{escape(heading)}</text>{"".join(parts)}</svg>'
    )


def _ribbon(ribbon: Ribbon) -> str:
    thick, middle = max(ribbon.thick, 0.7), (ribbon.x1 + ribbon.x2) / 2
    x1, y1, x2, y2 = ribbon.x1, ribbon.y1, ribbon.x2, ribbon.y2
    shape = (
        f"M{x1:.1f},{y1:.1f} C{middle:.1f},{y1:.1f} {middle:.1f},{y2:.1f} {x2:.1f},{y2:.1f} v{thick:.2f} "
        f"C{middle:.1f},{y2 + thick:.1f} {middle:.1f},{y1 + thick:.1f} {x1:.1f},{y1 + thick:.1f} z"
    )
    colour, opacity = (QUIET, 0.25) if ribbon.link.target is None else (ribbon.link.colour, 0.5)
    return (
        f'<path d="{shape}" fill="{colour}" fill-opacity="{opacity}"><title>{escape(ribbon.link.words)}</title></path>'
    )


def _bar(node: Node) -> str:
    return (
        f'<rect x="{node.x:.1f}" y="{node.top:.1f}" width="{NODE_WIDTH}" height="{node.height:.1f}"/>'
        f'<text x="{node.x:.1f}" y="{node.top - 6:.1f}" stroke="#ffffff" stroke-width="4" stroke-opacity="0.85" '
        f'stroke-linejoin="round" paint-order="stroke">{escape(node.name)} {node.volume:,}</text>'
    )
