"""A drawing as marks on a ground, which SVG and PDF draw alike."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from html import escape
from typing import TypeAlias

Point = tuple[float, float]


@dataclass(frozen=True)
class Line:
    """A line through points. dash: lengths of stroke and gap."""

    points: tuple[Point, ...]
    colour: str
    width: float = 1.0
    dash: tuple[float, float] | None = None


@dataclass(frozen=True)
class Area:
    """A filled polygon, seen through where opacity is below 1."""

    points: tuple[Point, ...]
    colour: str
    opacity: float = 1.0


@dataclass(frozen=True)
class Dot:
    """A disc; hollow where it has few cases."""

    x: float
    y: float
    radius: float
    colour: str
    is_hollow: bool = False


@dataclass(frozen=True)
class Label:
    """A word. anchor: start, middle or end, of what x is."""

    x: float
    y: float
    text: str
    colour: str
    size: float = 8.0
    anchor: str = "start"
    is_bold: bool = False


Mark: TypeAlias = Line | Area | Dot | Label


@dataclass(frozen=True)
class Drawing:
    """Marks on a ground of width × height, from its upper left corner. told: what is to be seen, in words."""

    width: float
    height: float
    marks: tuple[Mark, ...]
    told: str


def box(x: float, y: float, width: float, height: float, colour: str, opacity: float = 1.0) -> Area:
    """A rectangle."""
    return Area(((x, y), (x + width, y), (x + width, y + height), (x, y + height)), colour, opacity)


def svg_of(drawing: Drawing) -> str:
    """As SVG, that may stand in a page or be a picture of its own."""
    w, h = _number(drawing.width), _number(drawing.height)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {w} {h}" width="{w}" height="{h}" '
        f'font-family="sans-serif" role="img" aria-label="{escape(drawing.told)}">'
        f"{''.join(_mark(mark) for mark in drawing.marks)}</svg>"
    )


def picture_of(drawing: Drawing) -> str:
    """The same as an image, for a place that lets no SVG in."""
    packed = b64encode(svg_of(drawing).encode()).decode()
    return f'<img src="data:image/svg+xml;base64,{packed}" alt="{escape(drawing.told)}">'


def _mark(mark: Mark) -> str:
    if isinstance(mark, Line):
        dash = f' stroke-dasharray="{_number(mark.dash[0])} {_number(mark.dash[1])}"' if mark.dash else ""
        return (
            f'<polyline points="{_points(mark.points)}" fill="none" stroke="{mark.colour}" '
            f'stroke-width="{_number(mark.width)}" stroke-linejoin="round"{dash}/>'
        )
    if isinstance(mark, Area):
        seen = f' fill-opacity="{_number(mark.opacity)}"' if mark.opacity < 1 else ""
        return f'<polygon points="{_points(mark.points)}" fill="{mark.colour}"{seen}/>'
    if isinstance(mark, Dot):
        look = f'fill="#fff" stroke="{mark.colour}"' if mark.is_hollow else f'fill="{mark.colour}"'
        return f'<circle cx="{_number(mark.x)}" cy="{_number(mark.y)}" r="{_number(mark.radius)}" {look}/>'
    weight = ' font-weight="600"' if mark.is_bold else ""
    return (
        f'<text x="{_number(mark.x)}" y="{_number(mark.y)}" fill="{mark.colour}" font-size="{_number(mark.size)}" '
        f'text-anchor="{mark.anchor}"{weight}>{escape(mark.text)}</text>'
    )


def _points(points: tuple[Point, ...]) -> str:
    return " ".join(f"{_number(x)},{_number(y)}" for x, y in points)


def _number(value: float) -> str:
    """A coordinate to a hundredth, the same on every machine."""
    return f"{value:.2f}".rstrip("0").rstrip(".") or "0"
