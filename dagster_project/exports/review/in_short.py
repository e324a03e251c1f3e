"""The review in a few sentences, each put together from a row of its tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dagster_project.exports.review.tables import Table, value_in_words
from dashboards.durations import share
from dashboards.figures import counted, dollars, whole


def in_short(tables: Mapping[str, Table]) -> Iterator[str]:
    """The sentences."""
    yield from _flow(tables["headlines"])
    yield from _clear_changes(tables["headlines"])
    yield from _attainment(tables["change_by_clock"])
    yield from _breaches(tables["breaches"])
    yield from _themes(tables["themes"], tables["emerging"])
    yield from _opportunity(tables["opportunities"])
    yield from _outcomes(tables["outcomes"])


def _flow(table: Table) -> Iterator[str]:
    rows = {row["measure"]: row for row in table.rows.to_dicts()}
    if {"cases_opened", "cases_resolved"} <= rows.keys():
        opened, resolved = rows["cases_opened"], rows["cases_resolved"]
        words = f"{counted(int(opened['value']), 'case')} opened, {whole(resolved['value'])} resolved"
        if "open_backlog" in rows:
            backlog = rows["open_backlog"]
            words += f"; the backlog ended at {whole(backlog['value'])}"
            if backlog["value_before"] is not None:
                words += f" ({whole(backlog['value_before'])} the week before)"
        yield f"{words}."


def _clear_changes(table: Table) -> Iterator[str]:
    """Numbers that changed by more than chance, or left the range of the weeks before."""
    clear = [
        row for row in table.rows.to_dicts()
        if row["verdict"].endswith("than the week before") or "each of the weeks before" in row["verdict"]
    ]  # fmt: skip
    for row in clear[:4]:
        value, before = (value_in_words(row[key], row["unit"]) for key in ("value", "median_12_weeks"))
        yield f"{row['label']}: {value}, {row['verdict']} (median of {row['week_count']} weeks: {before})."
    if table.rows.height and not clear and any(row["n"] for row in table.rows.to_dicts()):
        yield f"No rate changed by more than chance since the week before; {_of_counts(table)}."


def _of_counts(table: Table) -> str:
    """What may be said of the counts, of which none stands out."""
    verdicts = {row["verdict"] for row in table.rows.to_dicts() if row["unit"] == "count"}
    if "the week is not over" in verdicts:
        return "counts are held against no other week, as this one is not over"
    if "" in verdicts:
        return "there are too few weeks before to hold counts against"
    return "no count left the range of the 12 weeks before"


def _attainment(table: Table) -> Iterator[str]:
    rows = sorted(table.rows.to_dicts(), key=lambda row: (-abs(row["change"]), row["clock"]))
    if rows and abs(rows[0]["change"]) >= 0.0005:
        row = rows[0]
        parts = {"what happened within groups": row["rate"], "volume mix": row["mix"], "targets": row["policy"]}
        told = [f"{name} {value_in_words(part, 'points')}" for name, part in parts.items() if abs(part) >= 0.0005]
        yield (
            f"{row['label']} moved most: {share(row['rate_before'])} to {share(row['rate_after'])} on time "
            f"({', '.join(told)})."
        )


def _breaches(table: Table) -> Iterator[str]:
    rows = table.rows.to_dicts()
    if rows:
        worst = rows[0]
        yield (
            f"{counted(len(rows), 'promise was', 'promises were')} broken; worst is {worst['case_id']} "
            f"({worst['tenant_name'] or 'no customer'}, {worst['priority'] or 'no priority'}), {worst['label']} at "
            f"{value_in_words(worst['target_used_share'], 'times')} of its target."
        )


def _themes(themes: Table, emerging: Table) -> Iterator[str]:
    rows = themes.rows.to_dicts()
    for trend in ("growing", "falling"):
        named = [row["topic_label"] for row in rows if row["trend"] == trend]
        if named:
            yield f"Themes {trend}: {', '.join(named)}."
    if emerging.rows.height:
        yield f"Emerging as of the release: {', '.join(emerging.rows['subject_name'].to_list())}."


def _opportunity(table: Table) -> Iterator[str]:
    rows = [row for row in table.rows.head(1).to_dicts() if row["fix_likely_usd"] is not None]
    for row in rows:
        low, likely, high = (dollars(row[f"fix_{name}_usd"]) for name in ("low", "likely", "high"))
        yield f"Highest opportunity as of the release: {row['title']}, {likely} a year ({low} to {high})."


def _outcomes(table: Table) -> Iterator[str]:
    rows = table.rows.to_dicts()
    pending = sum(row["verification_status"] == "Pending" for row in rows)
    verified = [row for row in rows if row["verification_status"] == "Verified"]
    despite = sum(row["suggested_status"] == "Disputed" for row in verified)
    waiting = sum(row["verification_status"] is None for row in rows)
    if rows:
        although = f" ({despite} although checks failed)" if despite else ""
        unknown = f", {counted(waiting, 'forecast')} not measured yet" if waiting else ""
        yield f"Outcomes of fixes: {len(verified)} verified{although}, {counted(pending, 'decision')} pending{unknown}."
