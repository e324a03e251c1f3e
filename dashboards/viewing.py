"""Who is looking. The one place that sign-in will change."""

from __future__ import annotations

from dashboards.reporting import Viewer


def viewer_of_session() -> Viewer:
    """Who looks at the page that is being drawn. Without sign-in: anyone on this machine, who may see everything."""
    return Viewer()
