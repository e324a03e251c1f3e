"""The small pieces of HTML that pages are put together from. All text from data is escaped here."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from pathlib import Path

import streamlit as st

ASSETS = Path(__file__).parent / "assets"


def put_stylesheet() -> None:
    """Called once by the frame."""
    st.html(ASSETS / "style.css")


def section(title: str, note: str = "", anchor: str = "") -> None:
    """The heading of a part of a page, with a line on what it shows. anchor: a name that a link can lead to."""
    place = f' id="{escape(anchor)}"' if anchor else ""
    st.html(f'<div class="lw-section"{place}><h2>{escape(title)}</h2>{_paragraph(note)}</div>')


def chart_title(title: str, note: str = "") -> None:
    """The heading of a chart or a table inside its frame."""
    st.html(f'<div class="lw-title"><h3>{escape(title)}</h3>{_paragraph(note)}</div>')


def keys(colours: Mapping[str, str]) -> None:
    """The key of a chart: each name beside its colour."""
    words = "".join(
        f'<span><i class="lw-key" style="background:{colour}"></i>{escape(name)}</span>'
        for name, colour in colours.items()
    )
    st.html(f'<p class="lw-keys">{words}</p>')


def not_measured(what: str, reason: str) -> None:
    """Stands where a number would: what is not measured, and why."""
    st.html(f'<div class="lw-unmeasured"><b>{escape(what)}: not measured.</b> {escape(sentence(reason))}</div>')


def nothing_here(text: str) -> None:
    """Stands where a list would, when it is empty."""
    st.html(f'<div class="lw-unmeasured">{escape(text)}</div>')


def facts(pairs: Mapping[str, object]) -> str:
    """Names with their values in columns, in HTML."""
    cells = "".join(f"<div><dt>{escape(name)}</dt><dd>{escape(str(value))}</dd></div>" for name, value in pairs.items())
    return f'<dl class="lw-grid">{cells}</dl>'


def badge(word: str, kind: str = "") -> str:
    """A word as a badge, in HTML. kind: a status or a freshness state; the word itself where it is one."""
    return f'<span class="lw-badge lw-{escape(kind or word)}">{escape(word)}</span>'


def sentence(text: str) -> str:
    """With a capital letter in front and a full stop behind."""
    text = text.strip()
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "!", "?")) else ".") if text else ""


def _paragraph(note: str) -> str:
    # A per cent sign does not begin a line.
    note = note.replace(" %", "\N{NO-BREAK SPACE}%")
    return f"<p>{escape(note)}</p>" if note else ""
