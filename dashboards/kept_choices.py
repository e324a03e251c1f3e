"""Filters that follow a person from page to page, and stand in the address of each.

Streamlit carries bound widgets along by itself, but for one case: what a link has set and nobody has touched is lost
when the first thing that a person does is to open another page. That page would show other numbers than the one
before, without a word. So choices are kept for the session and put back, with their place in the address, when a
page is newly opened. What stands in the address goes first: a link shows what it says.
"""

from __future__ import annotations

import contextlib
from collections.abc import Mapping

import streamlit as st
from streamlit.errors import StreamlitAPIException

_KEPT = "kept_choices"
_PAGE = "page_of_last_run"
_IS_NEW = "page_is_newly_opened"


def note_page(name: str) -> None:
    """Called by the frame at every run, before anything is drawn, with the page that will be."""
    st.session_state[_IS_NEW] = st.session_state.get(_PAGE) != name
    st.session_state[_PAGE] = name


def remember(choices: Mapping[str, object]) -> None:
    """Put kept values back on a newly opened page, before its widgets are drawn. choices: key → default."""
    kept = st.session_state.get(_KEPT, {})
    for key, default in choices.items():
        if not st.session_state[_IS_NEW] or key not in kept or key in st.query_params:
            continue
        st.session_state[key] = kept[key]
        if kept[key] != default:
            # Refused for a widget of the frame, which is bound still; of that, Streamlit writes the address itself.
            with contextlib.suppress(StreamlitAPIException):
                st.query_params[key] = kept[key]


def keep(choices: Mapping[str, object]) -> None:
    """Keep the values of widgets; called after they are drawn."""
    st.session_state.setdefault(_KEPT, {}).update({key: st.session_state[key] for key in choices})
