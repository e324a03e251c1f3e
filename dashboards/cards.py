"""Cards with one number each: the number, its interval and n, its change, and what it means.

A card is text that was formatted already, but for the interval, which is also drawn on a track from 0 to 100 %.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import streamlit as st

from dashboards.durations import share
from dashboards.figures import whole

FEW = 30
"""Below so many cases a rate is too shaky to be read without its interval."""


@dataclass(frozen=True)
class Change:
    """What became of a number since the period before, in words.

    tone: better or worse where the change is more than chance; empty where it may be chance, or is neither.
    """

    words: str
    tone: str = ""


@dataclass(frozen=True)
class Card:
    """One number. value None means that there is none, and note says why.

    interval: 95 %, as shares from 0 to 1. n: what a rate is a share of. meaning: the metric's own description.
    is_alarm: the value itself says that something is wrong.
    """

    label: str
    value: str | None
    meaning: str
    rate: float | None = None
    interval: tuple[float, float] | None = None
    n: int | None = None
    note: str = ""
    change: Change | None = None
    is_alarm: bool = False


def put_cards(cards: Sequence[Card], per_row: int = 6) -> None:
    """Draw cards in rows; in a narrow window they stand two by two."""
    of_four = " lw-of-4" if per_row == 4 else ""
    st.html(f'<div class="lw-cards{of_four}">{"".join(_html(card) for card in cards)}</div>')


def is_few(n: int | None) -> bool:
    """Whether a rate of n cases is to be marked."""
    return n is not None and n < FEW


def _html(card: Card) -> str:
    help_button = (
        f'<button class="lw-help" type="button" aria-label="What is {escape(card.label)}?">?'
        f"<span>{escape(card.meaning)}</span></button>"
    )
    parts = [f'<div class="lw-label"><span>{escape(card.label)}</span>{help_button}</div>']
    if card.value is None:
        parts.append(
            '<div class="lw-value lw-none">not measured</div>' if card.note else '<div class="lw-value">–</div>'
        )
    else:
        look = " lw-alarm" if card.is_alarm else " lw-few" if is_few(card.n) else ""
        parts.append(f'<div class="lw-value{look}">{escape(card.value)}</div>')
    if card.rate is not None and card.interval is not None:
        parts.append(_track(card.rate, card.interval))
    small = []
    if card.interval is not None and card.value is not None:
        low, high = (share(min(max(bound, 0.0), 1.0)).removesuffix(" %") for bound in card.interval)
        small.append(f"{low}–{high} %")
    if card.n is not None:
        small.append(f"n {whole(card.n)}")
    if card.note:
        small.append(escape(card.note))
    if small or is_few(card.n):
        chip = ' <span class="lw-chip">few cases</span>' if is_few(card.n) and card.value is not None else ""
        parts.append(f'<div class="lw-small">{" · ".join(small)}{chip}</div>')
    if card.change is not None:
        parts.append(f'<div class="lw-small lw-change lw-{card.change.tone}">{escape(card.change.words)}</div>')
    return f'<div class="lw-card">{"".join(parts)}</div>'


def _track(rate: float, interval: tuple[float, float]) -> str:
    low, high = (min(max(bound, 0.0), 1.0) * 100 for bound in interval)
    return (
        f'<div class="lw-track" aria-hidden="true"><i style="left:{low:.1f}%;width:{high - low:.1f}%"></i>'
        f'<b style="left:{rate * 100:.1f}%"></b></div>'
    )
