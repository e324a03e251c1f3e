"""What a page is asked to show: a period, and which sources, segments and priorities. Bound to the address, so that
a link brings the same view back.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboards.answers import Answers
from dashboards.figures import day, span, whole
from dashboards.kept_choices import keep, remember

PERIODS: dict[str, int | None] = {"30 days": 30, "90 days": 90, "180 days": 180, "365 days": 365, "All": None}

USUAL_PERIOD = "90 days"

THIN = 0.1
"""A period with less than this part of the cases that an even spread would give it is no picture of the whole."""


TENANTS = """
    select distinct tenant_name from reporting.cases where tenant_name is not null
    union
    select distinct tenant_name from reporting.deals where tenant_name is not null
    union
    select distinct tenant_name from reporting.health_predictions where tenant_name is not null
    order by tenant_name
"""


@dataclass(frozen=True)
class Selection:
    """Days since..until, both included; since is None for all there is. where: dimension → allowed values.

    first_day: the day of the oldest case, before which nothing can be compared.
    """

    since: date | None
    until: date
    first_day: date
    where: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def before(self) -> tuple[date, date] | None:
        """The equal period before this one; None where the data does not reach back to its start."""
        if self.since is None:
            return None
        days = (self.until - self.since).days + 1
        start = self.since - timedelta(days=days)
        return (start, self.since - timedelta(days=1)) if start >= self.first_day else None

    @property
    def period(self) -> str:
        """The period in words."""
        return span(self.since or self.first_day, self.until)

    @property
    def words(self) -> list[str]:
        """The period and the filters, one line each, as they head a download."""
        return [f"period: {self.period}", *(f"{name}: {', '.join(values)}" for name, values in self.where.items())]

    def also(self, **where: str) -> dict[str, tuple[str, ...]]:
        """The filters with some more, such as a clock."""
        return {**self.where, **{name: (value,) for name, value in where.items()}}


def put_filters(answers: Answers, *, has_tenants: bool = False) -> Selection:
    """Draw the row of filters; what is chosen. has_tenants: tenants are among them."""
    options = _options(answers, has_tenants)
    choices = {"period": USUAL_PERIOD, **{key: [] for key, _, _ in options.values()}}
    remember(choices)
    columns = st.columns([2.3, *([1] * len(options))], vertical_alignment="bottom", gap="small")
    period = columns[0].segmented_control(
        "Period", list(PERIODS), default=USUAL_PERIOD, required=True, key="period", bind="query-params"
    )
    where = {}
    for column, (dimension, (key, label, values)) in zip(columns[1:], options.items(), strict=True):
        chosen = put_multiselect(column, label, values, key=key, placeholder=f"All {key}")
        if chosen:
            where[dimension] = tuple(chosen)
    keep(choices)
    sources = answers.sources()
    looked_at = {name: sources[name] for name in where.get("source", sources)} or {"": answers.info.as_of}
    until = max(looked_at.values()).date()
    days = PERIODS[period]
    since = until - timedelta(days=days - 1) if days else None
    selection = Selection(since, until, _first_day(answers, tuple(looked_at)) or until, where)
    for name, as_of in looked_at.items():
        if since and as_of.date() < since:
            st.info(f"{name} ends on {day(as_of)}, before the chosen period; its cases are not in these numbers.")
    _tell_of_thin_period(answers, selection)
    return selection


def put_multiselect(column: DeltaGenerator, label: str, values: list[str], *, key: str, placeholder: str) -> list[str]:
    """Draw a filter of several values that is bound to the address, and tell of what the address asks for in vain."""
    tell_of_unknown(key, label, values)
    return column.multiselect(label, values, placeholder=placeholder, key=key, bind="query-params")


def _tell_of_thin_period(answers: Answers, chosen: Selection) -> None:
    """An export often thins out towards its end, and its last days then look like a change of everything."""
    if chosen.since is None:
        return
    share_of_days = ((chosen.until - chosen.since).days + 1) / ((chosen.until - chosen.first_day).days + 1)
    within = answers.ask(["cases_opened"], (), chosen.where, chosen.since, chosen.until).item() or 0
    ever = answers.ask(["cases_opened"], (), chosen.where, None, chosen.until).item() or 0
    if within < THIN * share_of_days * ever:
        st.info(
            f"Only {whole(within)} of {whole(ever)} cases were opened in these days, far fewer than before: numbers of "
            "this period, and changes from the one before, say little of the whole. Choose a longer period, or All."
        )


def _options(answers: Answers, has_tenants: bool) -> dict[str, tuple[str, str, list[str]]]:
    """Dimension → name in the address, label and values; a source filter only where there are several."""
    found = {"segment": ("segments", "Segments"), "priority": ("priorities", "Priorities")}
    if has_tenants:
        found = {"tenant_name": ("tenants", "Tenants"), **found}
    if len(answers.sources()) > 1:
        found = {"source": ("sources", "Sources"), **found}
    return {
        dimension: (
            key,
            label,
            answers.sql(
                f"select distinct {dimension} as value from reporting.cases where {dimension} is not null order by 1"
            )["value"].to_list(),
        )
        for dimension, (key, label) in found.items()
    }


def put_tenants(answers: Answers, place: DeltaGenerator) -> tuple[str, ...]:
    """Draw the filter of tenants alone, the same as on other pages, for a page whose periods are its own."""
    names = answers.sql(TENANTS)["tenant_name"].to_list()
    remember({"tenants": []})
    chosen = put_multiselect(place, "Tenants", names, key="tenants", placeholder="All tenants")
    keep({"tenants": []})
    return tuple(chosen)


def tenants_in_words(tenants: tuple[str, ...]) -> str:
    """As it heads a download."""
    return f"tenants: {', '.join(tenants) or 'all'}"


def tell_of_unknown(key: str, label: str, values: list[str]) -> None:
    """Warn of values in the address that a filter does not have; called before the filter is drawn."""
    # Streamlit drops a value it does not know and says nothing, and the numbers would be of something else.
    gone = sorted(set(st.query_params.get_all(key)) - {*values, ""})
    if gone:
        st.warning(f"{label} in the link that this release does not have, and that are left out: {', '.join(gone)}.")


def _first_day(answers: Answers, sources: tuple[str, ...]) -> date | None:
    return answers.sql(
        "select min(opened_at)::date as day from reporting.cases where source in (select unnest($1::varchar[]))",
        [list(sources)],
    ).item()
