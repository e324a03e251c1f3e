"""The slim line over every page: which release is shown, how old its sources are, and whether the last run worked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dagster_project.publishing.release_files import Attempt, current_release_id, last_attempt, release_ids
from dagster_project.resources.errors import UserError
from dagster_project.resources.paths import Home
from dashboards.answers import Answers, Sight
from dashboards.figures import counted, moment
from dashboards.kept_choices import keep, remember
from dashboards.reporting import Viewer

CURRENT = "current"


@dataclass(frozen=True)
class ReleaseLine:
    """The line of a page: the door to the release that it shows, and where it says how fresh the sources are."""

    answers: Answers
    place: DeltaGenerator

    def put_freshness(self) -> None:
        """Say how fresh the sources are. That asks for metrics, whose first question takes seconds: the page first."""
        self.place.html(_line(self.answers, freshness(self.answers)))


def put_release_line(home: Home, viewer: Viewer) -> ReleaseLine:
    """Draw the line, but for how fresh the sources are, and the notices that belong to it.

    Raises UserError where nothing has been published.
    """
    current = current_release_id(home)
    kept = release_ids(home)
    asked = st.query_params.get("release")
    remember({"release": CURRENT})
    with st.container(key="release_line", horizontal=True, vertical_alignment="center", gap="small"):
        line = st.container(width="stretch").empty()
        with st.popover("Releases", type="tertiary"):
            chosen = st.selectbox(
                "Release", [CURRENT, *kept], key="release", bind="query-params",
                help="The current one is replaced as soon as a new one is published; a link to another keeps showing "
                "what was published then.",
            )  # fmt: skip
            details = st.container()
    keep({"release": CURRENT})
    release_id = current if chosen == CURRENT else chosen
    answers = Answers(Sight(home.root, release_id, viewer))
    line.html(_line(answers, ("", "…")))
    details.html(_details(answers))
    if asked and asked not in kept:
        st.warning(f"The link asks for release {asked}, which is no longer kept. You see the current one.")
    if release_id != current:
        st.info(f"An older release, of {moment(answers.info.published_at)}. The current one is under “Releases”.")
    notice = failed_run_notice(last_attempt(home), answers.info.published_at)
    if notice:
        st.warning(notice, icon=":material/sync_problem:")
    return ReleaseLine(answers, line)


def failed_run_notice(attempt: Attempt | None, published_at: datetime) -> str | None:
    """What to tell when the newest run ended without publishing; None where all is well."""
    if attempt is None or attempt.status != "failed":
        return None
    started = moment(datetime.fromisoformat(attempt.started_at).astimezone(UTC))
    reason = f": {attempt.reason}" if attempt.reason else ""
    return f"The last run ({started}) did not publish{reason}. You see the release of {moment(published_at)}."


def freshness(answers: Answers) -> tuple[str, str]:
    """How fresh the sources are: ok, late or export, and a few words on it."""
    try:
        promised, late, exported = answers.ask(["tables_promised", "tables_late", "tables_exported"]).row(0)
    except UserError:
        return "export", "published by an older version, which does not tell how fresh its sources are"
    if not promised:
        return "export", "no table promises to be fresh"
    if late:
        return "late", f"{late} of {counted(promised, 'table')} late"
    if exported == promised:
        return "export", "old export, not awaiting new data"
    return "ok", f"fresh ({counted(promised, 'table')})"


def put_nothing_published(error: UserError) -> None:
    """The page for a data folder without a release."""
    st.html(
        '<section class="lw-empty"><h1>Nothing has been published yet</h1>'
        "<p>These pages read the newest release of the warehouse, and there is none so far. Build one:</p>"
        "<pre>loompin run</pre>"
        "<p>It ingests the configured sources (the demo company where none is named), checks them, and publishes. "
        "This page shows the release as soon as it is there: reload it then.</p>"
        f"<p class='lw-muted'>{escape(error.what)}</p></section>"
    )


def put_trouble(error: UserError, answers: Answers) -> None:
    """What stands where a page could not be drawn."""
    if answers.info.release_id != current_release_id(Home(answers.sight.home)):
        st.error("This page cannot show that older release: it was published by another version of the warehouse.")
    else:
        st.error(f"**{error.what}**\n\n{error.do}")


def _line(answers: Answers, fresh: tuple[str, str]) -> str:
    state, words = fresh
    moments = sorted(set(answers.sources().values()))
    as_of = " to ".join(dict.fromkeys(moment(instant) for instant in (moments[:1] + moments[-1:])))
    return (
        f'<p class="lw-line"><span>Release of <b>{moment(answers.info.published_at)}</b></span>'
        f"<span>sources as of <b>{as_of or moment(answers.info.as_of)}</b></span>"
        f'<span class="lw-state lw-{state}">{escape(words)}</span></p>'
    )


def _details(answers: Answers) -> str:
    rows = "".join(
        f"<tr><th>{escape(source)}</th><td>as of {moment(as_of)}</td></tr>"
        for source, as_of in answers.sources().items()
    )
    return f'<table class="lw-facts">{rows}</table>'
