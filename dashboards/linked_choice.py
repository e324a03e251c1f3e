"""A choice of one thing that a link can name by its key, whatever words stand for it in the list."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import streamlit as st


def linked_choice(
    label: str, names: Mapping[str, str], parameter: str, within: str = "", width: int | Literal["stretch"] = "stretch"
) -> str:
    """The key that is chosen. names: key → words, at least one; within: what the list is of, where it changes;
    width: as a selectbox takes it.

    The address holds the key, under parameter. A widget bound to the address would hold the words, and so open another
    thing, in silence, from every link that names a key. A key that is not in the list opens the first.
    """
    keys = list(names)
    linked = st.query_params.get(parameter)
    key = st.selectbox(
        label, keys, index=keys.index(linked) if linked in names else 0,
        key=f"{parameter} of {within} {len(keys)}", format_func=names.__getitem__, width=width,
    )  # fmt: skip
    st.query_params[parameter] = key
    return key
