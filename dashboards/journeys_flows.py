"""The paths that cases take: the Sankey diagram, each link's numbers, and the cases behind a link.

Every number is a metric of the semantic layer, asked with the page's filters; nothing is added up here.
"""

from __future__ import annotations

import polars as pl
import streamlit as st

from dashboards import charts
from dashboards.answers import Answers
from dashboards.cards import FEW, Card, put_cards
from dashboards.case_tables import CASE_SELECT, put_rows
from dashboards.downloads import put_download, put_file
from dashboards.drawn_rows import draw_columns
from dashboards.durations import duration, share
from dashboards.figures import MISSING, whole
from dashboards.filters import Selection
from dashboards.html_parts import chart_title, nothing_here, section
from dashboards.sankey_chart import sankey_chart
from dashboards.sankey_drawing import svg_of
from dashboards.sankey_layout import Link, lay_out, shade
from dashboards.table_columns import interval_columns, number_column

LINK = ("step_number", "from_touchpoint", "to_touchpoint")
METRICS = (
    "journey_moves", "journey_moves_timed", "journey_move_median_seconds", "journey_move_p90_seconds",
    "journey_moves_promised", "journey_breach_rate", "journey_breach_rate_low", "journey_breach_rate_high",
    "journey_moves_breached_here", "journey_moves_rated", "journey_csat", "journey_csat_low", "journey_csat_high",
)  # fmt: skip
REMOVED = "End: removed"
ENDS = ("End: done", "End: still open", REMOVED)
OF_CARDS = {
    "All paths": ENDS, "Paths still open": ("End: still open",), "Paths of cases deleted or merged": (REMOVED,),
    "Reopenings": ("Reopened",),
}  # fmt: skip
"""What a card counts, by where its links lead; a path has one end."""
OF_RATES = {
    "Paths with a promise": "journey_moves_promised", "Paths that broke one": "journey_moves_breached",
    "Paths with a score": "journey_moves_rated",
}  # fmt: skip
"""What a card is a share or a mean of, as metrics of ends."""
ORDER = (
    "Triage", "In-progress", "Reply", "Waiting-on-customer", "On-hold", "Escalated", "Resolved", "Rated 4–5",
    "Rated 1–3", "Closed", "Reopened",
)  # fmt: skip
"""From top to bottom of a column; openings stand above, in the order of their names."""
STEPS = (5, 6, 7, 8, 10)
USUAL_STEPS = 8
PERCENT = {"format": "percent"}
METHOD = (
    "**Paths.** A path is the opening of a case by its channel, the states that it enters, the first reply of an "
    "agent, an escalation, a reopening and the rating, in the order of their times; between two reopenings only the "
    "first visit of each touchpoint counts, so that going back and forth does not bury the rest. Every case has one "
    "end, which may be that it is still open: at every touchpoint and place as many cases leave as enter, and a check "
    "holds that on every run. Cases are dated by their opening, and those that are still open have not told all yet."
    "\n\n"
    "**Time** is the median and the 90th percentile of real seconds from one touchpoint to the next, of the n cases "
    "whose path goes on. **Breach share** is the share of the cases with a promise that took the link and broke one at "
    "any time, with Wilson's 95 % interval (Wilson 1927); *first breach here* counts those that broke their first one "
    "between the two touchpoints. **CSAT** is the mean score of the cases of the link that were given one, with the "
    "normal 95 % interval. All of this is associated with a link; none of it shows that the link is the cause. "
    "The drawing: Sankey 1898; Riehmann, Hanfler and Froehlich 2005."
)


def put_flows(answers: Answers, chosen: Selection) -> None:
    """Cards, diagram, links and cases of the chosen period and filters."""
    links = answers.ask(METRICS, LINK, chosen.where, chosen.since, chosen.until).filter(pl.col("journey_moves") > 0)
    if links.is_empty():
        nothing_here("No case was opened in this period with these filters.")
        return
    links = links.sort("step_number", "journey_moves", "from_touchpoint", descending=[False, True, False])
    _put_cards(answers, chosen)
    with st.container(border=True):
        _put_diagram(answers, links, chosen)
    _put_table(answers, links, chosen)
    _put_cases(answers, links, chosen)
    with st.expander("Method and sources of paths"):
        st.markdown(METHOD)


def _put_cards(answers: Answers, chosen: Selection) -> None:
    names = [
        "journey_paths", "journey_moves_promised", "journey_breach_rate", "journey_breach_rate_low",
        "journey_breach_rate_high", "journey_moves_rated", "journey_csat", "journey_csat_low", "journey_csat_high",
    ]  # fmt: skip
    # A path has one end, so that what is asked of ends counts each case once.
    of_ends = {**chosen.where, "to_touchpoint": ENDS}
    of_all = answers.ask(names, (), of_ends, chosen.since, chosen.until).row(0, named=True)
    moves_to = dict(
        answers.ask(["journey_moves"], ["to_touchpoint"], chosen.where, chosen.since, chosen.until).iter_rows()
    )
    still_open, removed, reopened = (moves_to.get(name) or 0 for name in ("End: still open", REMOVED, "Reopened"))
    csat, low, high = (of_all[f"journey_csat{end}"] for end in ("", "_low", "_high"))
    between = MISSING if low is None else f"{low:.2f} to {high:.2f}"
    bounds = of_all["journey_breach_rate_low"], of_all["journey_breach_rate_high"]
    put_cards(
        [
            Card("Paths", whole(of_all["journey_paths"]), answers.definition("journey_paths").description
                 + " Cases that were deleted or merged since have a path too, which ends there; Cases opened on "
                 "Overview leaves them out.",
                 note=f"{whole(of_all['journey_paths'] - removed)} cases opened + {whole(removed)} deleted or merged"),
            Card("Still open", whole(still_open), "Paths that have not ended by the time looked at."),
            Card("Reopenings", whole(reopened), "Moves from Resolved, Closed or a rating back into work."),
            Card(
                "Broke a promise", share(of_all["journey_breach_rate"]),
                "Cases that broke a promise, as a share of those that had one.", rate=of_all["journey_breach_rate"],
                interval=bounds if of_all["journey_breach_rate"] is not None else None,
                n=of_all["journey_moves_promised"],
            ),
            Card("CSAT", None if csat is None else f"{csat:.2f}", "Mean score of rated cases, from 1 to 5.",
                 note=f"{between} · n {whole(of_all['journey_moves_rated'])}"),
        ],
    )  # fmt: skip


def _put_diagram(answers: Answers, links: pl.DataFrame, chosen: Selection) -> None:
    chart_title(
        f"Paths of cases opened {chosen.period}",
        "Width: cases. Colour: share of cases with a promise that broke one, at any time; grey where fewer than "
        f"{FEW} stand behind it, and where a path ends. Rest the pointer on a link for its numbers, click it for its "
        "cases.",
    )
    steps = st.segmented_control(
        "Steps", list(STEPS), default=USUAL_STEPS, required=True, key="steps", bind="query-params"
    )
    judged = links.filter(pl.col("journey_moves_promised") >= FEW)["journey_breach_rate"]
    most = judged.max() if len(judged) and judged.max() else 0.0
    layout = lay_out(
        [_link(row, most) for row in links.iter_rows(named=True)],
        {name: place for place, name in enumerate((*_openings(links), *ORDER))},
        steps,
    )
    low, high = shade(0.0, 1.0, is_few=False), shade(1.0, 1.0, is_few=False)
    st.html(
        f'<p class="lw-keys"><span>broke a promise: 0 % <i class="lw-key" style="width:7rem;background:'
        f'linear-gradient(90deg,{low},{high})"></i> {share(most, 0)}</span></p>'
    )
    heading = f"Paths of cases opened {chosen.period}"
    charts.show(
        sankey_chart(layout, "pick", st.context.theme.type or "light"), f"{heading}, from touchpoint to touchpoint",
        key="paths", on_select=_pick_link, selection_mode="pick",
    )  # fmt: skip
    put_file(answers, "SVG", "journeys", svg_of(layout, heading))


def _pick_link() -> None:
    """When a link is clicked, its cases are listed below."""
    picked = st.session_state["paths"]["selection"].get("pick") or []
    if picked:
        st.session_state["link"] = picked[0]["link"]


def _name(row: dict) -> str:
    return f"{row['step_number']}. {row['from_touchpoint']} → {row['to_touchpoint']}"


def _openings(links: pl.DataFrame) -> list[str]:
    first = links.filter(pl.col("step_number") == 1)
    return first["from_touchpoint"].unique(maintain_order=True).to_list()


def _link(row: dict, most: float) -> Link:
    is_few = (row["journey_moves_promised"] or 0) < FEW
    return Link(
        row["step_number"], row["from_touchpoint"], None if row["to_touchpoint"] in ENDS else row["to_touchpoint"],
        row["journey_moves"], shade(row["journey_breach_rate"], most, is_few), _words(row), _name(row),
    )  # fmt: skip


def _words(row: dict) -> str:
    lines = [_name(row), f"cases: {row['journey_moves']:,}"]
    if row["journey_moves_timed"]:
        lines.append(f"median: {duration(row['journey_move_median_seconds'])}")
        lines.append(f"90 % within: {duration(row['journey_move_p90_seconds'])}")
    if row["journey_breach_rate"] is not None:
        low, high = share(max(row["journey_breach_rate_low"], 0)), share(min(row["journey_breach_rate_high"], 1))
        rate, n = share(row["journey_breach_rate"]), row["journey_moves_promised"]
        lines.append(f"broke a promise: {rate} ({low} – {high}, n {n:,})")
        lines.append(f"first breach here: {row['journey_moves_breached_here']:,}")
    if row["journey_csat"] is not None:
        low, high = row["journey_csat_low"], row["journey_csat_high"]
        interval = "" if low is None else f"{low:.2f} – {high:.2f}, "
        lines.append(f"CSAT: {row['journey_csat']:.2f} ({interval}n {row['journey_moves_rated']:,})")
    return "\n".join(lines)


def _put_table(answers: Answers, links: pl.DataFrame, chosen: Selection) -> None:
    section(
        "Links",
        "Each link with its numbers, by place in the path. n of a time are the cases that went on, of a breach share "
        "those with a promise, of CSAT those with a score.",
    )
    put_download(answers, "CSV", "journey_links", lambda: links, chosen.words)
    words = {
        name: pl.col(name).map_elements(duration, return_dtype=pl.String)
        for name in ("journey_move_median_seconds", "journey_move_p90_seconds")
    }
    bounds = [pl.col(f"journey_breach_rate_{end}").clip(0, 1) for end in ("low", "high")]
    few = pl.when(pl.col("journey_moves") < FEW).then(pl.lit("few cases")).otherwise(pl.lit(""))
    draw_columns(
        links.with_columns(*bounds, few=few, **words),
        step_number=number_column("Step"), from_touchpoint="From", to_touchpoint="To",
        journey_moves=number_column("Cases"),
        few=st.column_config.TextColumn("", width=80),
        journey_move_median_seconds=st.column_config.TextColumn("Median", alignment="right"),
        journey_move_p90_seconds=st.column_config.TextColumn("90 % within", alignment="right"),
        **interval_columns("journey_breach_rate", "Broke a promise", **PERCENT),
        journey_moves_promised=number_column("n"),
        journey_moves_breached_here=number_column("First breach here"),
        **interval_columns("journey_csat", "CSAT", format="%.2f"),
        journey_moves_rated=number_column("n "),
    )  # fmt: skip


def _put_cases(answers: Answers, links: pl.DataFrame, chosen: Selection) -> None:
    section("Cases of a link", "As many as the link or the card has, the newest first.", anchor="rows")
    named = {_name(row): row for row in links.iter_rows(named=True)}
    of = st.selectbox("Link", [*named, *OF_CARDS, *OF_RATES], key="link", bind="query-params", width=520)
    if of in named:
        where = {name: (str(named[of][name]),) for name in LINK}
    else:
        where = {"to_touchpoint": OF_CARDS.get(of, ENDS)}
    rows = answers.rows_behind(OF_RATES.get(of, "journey_moves"), {**chosen.where, **where}, chosen.since, chosen.until)
    put_rows(
        answers, CASE_SELECT,
        f"select cases.* from reporting.cases as cases inner join ({rows}) as links using (source, case_id)",
        "opened_at desc", ["link", "tenant", "priority", "state", "opened_at", "resolved_at", "segment", "subject"],
        "cases_of_a_link", [f"link: {of}", *chosen.words], "case",
    )  # fmt: skip
