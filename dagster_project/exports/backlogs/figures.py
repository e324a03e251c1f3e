"""The figures of an item in words, a line each, with n and 95 % interval where there is one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

Fields = Mapping[str, Any]

LINE_HEAD = ("Week", "Cases", "Accounts", "Share of closed cases", "ARR exposed", "Minutes", "CSAT gap")


def figures(fields: Fields, address: str) -> list[str]:
    """What stands behind an item in a week. address: of the dashboards."""
    told = [
        _cases(fields), _share(fields), _trend(fields),
        f"ARR exposed, each account once: {usd(fields['arr_usd'])}",
        _gap(fields, "csat", "Satisfaction (1 to 5)"), _gap(fields, "nps", "NPS"),
        _driver(fields), _effort(fields),
        f"Linked bugs: {fields['bug_keys']}" if fields.get("bug_keys") else "",
        _owner(fields), _theme(fields),
        f"Opportunity: {fields['opportunity_key']}" if fields.get("opportunity_key") else "",
        f"Rows: {address.rstrip('/')}/{fields['link']}",
        f"Definition {fields['definition_version']}, release {fields['release_id']}, "
        f"hash {str(fields['content_hash'])[:12]}",
    ]  # fmt: skip
    return [line for line in told if line]


def line_of_week(week: str, fields: Fields) -> tuple[str, ...]:
    """A line of the table of weeks."""
    return (
        week, str(fields["case_count"]), str(fields["account_count"]), percent(fields["share"]), usd(fields["arr_usd"]),
        number(fields["handling_minutes"]), signed(fields.get("csat_gap")),
    )  # fmt: skip


def _cases(fields: Fields) -> str:
    accounts = "1 account" if fields["account_count"] == 1 else f"{fields['account_count']} accounts"
    derived = f", the cause of {fields['derived_count']} derived" if fields.get("derived_count") else ""
    return f"Cases closed: {fields['case_count']} from {accounts}{derived}"


def _share(fields: Fields) -> str:
    told = f"Share of all {fields['closed_count']} closed cases: {percent(fields['share'])}"
    return told + between(fields, "share", percent)


def _trend(fields: Fields) -> str:
    if fields.get("trend") is None:
        return ""
    if fields.get("share_change") is None:
        return f"Trend: {fields['trend']}"
    change = f"{points(fields['share_change'])} against the eight weeks before"
    return f"Trend: {fields['trend']}, {change}{between(fields, 'share_change', points)}"


def _gap(fields: Fields, name: str, label: str) -> str:
    gap = fields.get(f"{name}_gap")
    if gap is None:
        return ""
    interval = between(fields, f"{name}_gap", signed) or ", too few answers for an interval"
    return f"{label}, last 13 weeks: {signed(gap)} against the rest{interval}, n {fields[f'{name}_count']}"


def _driver(fields: Fields) -> str:
    if fields.get("driver_weight") is None:
        return ""
    return (
        f"Driver of {fields['driver_outcome']}: weight {number(fields['driver_weight'], 4)} (a part of R²), "
        f"associated with {signed(fields['driver_effect'])} points{between(fields, 'driver_effect', signed)}"
    )


def _effort(fields: Fields) -> str:
    minutes, cost = fields.get("handling_minutes"), fields.get("cost_usd")
    told = [f"{number(minutes)} minutes" if minutes is not None else "", usd(cost) if cost is not None else ""]
    return f"Handling and cost: {', '.join(part for part in told if part)}" if any(told) else ""


def _owner(fields: Fields) -> str:
    if not fields.get("owner_team"):
        return "Owner: nobody is named"
    channel = f" ({fields['escalation_channel']})" if fields.get("escalation_channel") else ""
    return f"Owner: {fields['owner_team']}{channel}, component {fields['component']}"


def _theme(fields: Fields) -> str:
    version = f", version {fields['theme_version']}" if fields.get("theme_version") is not None else ""
    return f"Theme: {fields['theme_label']} ({fields['theme_kind']} {fields['theme_id']}{version})"


def between(fields: Fields, name: str, shown: Callable[[float], str]) -> str:
    """The interval of a figure, or nothing where it has none."""
    low, high = fields.get(f"{name}_low"), fields.get(f"{name}_high")
    return "" if low is None or high is None else f" (95 % interval {shown(low)} to {shown(high)})"


def percent(share: float | None) -> str:
    """A share, as a percentage."""
    return "–" if share is None else f"{100 * share:.1f} %"


def points(change: float) -> str:
    """A change of a share, in percentage points."""
    return f"{100 * change:+.1f} points"


def signed(value: float | None) -> str:
    """A difference."""
    return "–" if value is None else f"{value:+.2f}"


def number(value: float | None, digits: int = 0) -> str:
    """A number."""
    return "–" if value is None else f"{value:,.{digits}f}"


def usd(amount: str | None) -> str:
    """An amount, in whole dollars."""
    return "–" if amount is None else f"${float(amount):,.0f}"
