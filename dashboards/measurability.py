"""What a source cannot tell of, and why. A page says so instead of showing an empty number."""

from __future__ import annotations

from collections.abc import Sequence

from dashboards.answers import Answers

NEEDED = {
    "csat": ("surveys_answered", "no survey about a case was answered"),
    "survey_capture_rate": ("surveys_sent", "no survey about a case was sent"),
    "auto_closed_share": ("cases_closed_by_known", "the source does not say who closed its cases"),
}
"""Rate → the count without which it can never be had, whatever the period, and what is missing then."""


def clocks(answers: Answers, sources: Sequence[str] = ()) -> dict[str, str]:
    """The clocks there are, by name, with what people call them: in the seed's order, the unmeasured ones last."""
    return dict(
        answers.sql(
            "select clock, any_value(rules.label) as label from reporting.sla_measurability as measurability "
            "join reporting.sla_clock_rules as rules using (clock) "
            "where len($1::varchar[]) = 0 or list_contains($1::varchar[], source) "
            "group by clock order by min(case when is_measured then 0 else 1 end), any_value(rules.display_order)",
            [list(sources)],
        )
        .select("clock", "label")
        .iter_rows()
    )


def why_clock_is_unmeasured(answers: Answers, clock: str, sources: Sequence[str] = ()) -> str | None:
    """Why none of the sources (all of them where none is named) can tell of a clock; None where one can."""
    rows = answers.sql(
        "select source, is_measured, note from reporting.sla_measurability where clock = $1 "
        "and (len($2::varchar[]) = 0 or list_contains($2::varchar[], source)) order by source",
        [clock, list(sources)],
    ).to_dicts()
    if any(row["is_measured"] for row in rows):
        return None
    return "; ".join(dict.fromkeys(row["note"] or "the source does not carry it" for row in rows)) or "no source has it"


def why_rate_is_unmeasured(answers: Answers, rate: str, sources: Sequence[str] = ()) -> str | None:
    """Why the sources can never tell of a rate; None where they can, even if the chosen period has no case."""
    if rate not in NEEDED:
        return None
    count, missing = NEEDED[rate]
    return None if answers.ask([count], where={"source": sources}).item() else missing
