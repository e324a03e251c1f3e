"""Streamlit's server, with what pages are drawn with imported before it listens.

Each visitor's page runs in a thread of its own. Two first visitors at once would import pandas at the same time, and
altair, which looks for it among the modules, could meet it half imported: a broken page.
"""

from __future__ import annotations

import altair
import pandas
from streamlit.web.cli import main

DRAWN_WITH = (pandas, altair)

if __name__ == "__main__":
    main(prog_name="streamlit")
