"""`loompin opportunities`: what fixes are expected to bring, and freezing that before a fix."""

from __future__ import annotations

import getpass
import re
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import click

from dagster_project.commands.questions import FORMAT, print_rows
from dagster_project.resources.environment import read_environment
from dagster_project.resources.errors import UserError
from dagster_project.resources.paths import Home
from dashboards.figures import counted

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dagster_project.outcomes.forecasts import FrozenForecast
    from dashboards.reporting import ReleaseReader

LISTED = """
    select rank, rank_in_kind, is_tied, opportunity_key, title, same_cases_as, case_count as case_count_90_days,
        account_count as account_count_90_days, cost_usd as cost_usd_90_days, cost_per_year_usd as cost_usd_a_year,
        fix_low_usd as fix_low_usd_a_year, fix_likely_usd as fix_likely_usd_a_year,
        fix_high_usd as fix_high_usd_a_year, arr_exposed_usd, arr_expected_at_risk_usd, confidence
    from reporting.roi_opportunities
    where kind = ? or ? = 'all'
    order by rank nulls last, opportunity_key
"""

ONE = """
    select source, opportunity_key, kind, sort, title, case_count_ever, avoided_cases_low,
        avoided_cases_likely, avoided_cases_high,
        is_one_off, fix_low_usd, fix_likely_usd, fix_high_usd, fix_method, period_start, period_end
    from reporting.roi_opportunities
    where opportunity_key = ? and (source = ? or ? is null)
    order by source
"""

NEAR = """
    select opportunity_key from reporting.roi_opportunities
    order by jaro_winkler_similarity(opportunity_key, ?) desc, rank nulls last
    limit 3
"""

PART = """
    select count(*) filter (list_contains(?, tenant_id)) / nullif(count(*), 0)
    from reporting.opportunity_cases
    where source = ? and opportunity_key = ? and is_in_period
"""


@click.group("opportunities")
def opportunities_group() -> None:
    """What themes, drivers and defects cost, and what a fix is expected to bring."""


@opportunities_group.command("list")
@click.option("--kind", type=click.Choice(["all", "theme", "driver", "defect"]), default="all", show_default=True)
@FORMAT
def list_command(kind: str, form: str) -> None:
    """Every opportunity of the current release, ranked by what a fix is likely to bring a year.

    rank is among all, rank_in_kind among those of the same kind, as the page shows it.
    Cases, accounts and what they cost are of the last 90 days where the name ends so; a year of that is beside it.
    """
    from dashboards.reporting import open_release

    with open_release(Home(read_environment().home)) as reader:
        print_rows(reader.sql(LISTED, [kind, kind]), form)


@opportunities_group.command("freeze")
@click.argument("key")
@click.option(
    "--fix-on", metavar="DAY", required=True, help='The day on which the fix is there: 2027-03-01, or "in 14 days".'
)
@click.option("--accounts", metavar="ID,…", help="Tenants that get it first, ids or names; everybody where not given.")
@click.option("--note", default="", help="What the fix is.")
@click.option("--by", "frozen_by", metavar="NAME", help="Who freezes it; you, where it is not given.")
@click.option("--source", metavar="NAME", help="Of which source, where several have the opportunity.")
def freeze_command(
    key: str, fix_on: str, accounts: str | None, note: str, frozen_by: str | None, source: str | None
) -> None:
    """Write down what the current release expects of a fix, before it: values, method, release and date.

    It stands in frozen_forecasts.csv in the data folder and is not changed any more. From eight weeks after the fix on,
    each run measures what came of it (reporting.outcome_ledger), the accounts that got it against the others.
    """
    from dagster_project.outcomes.forecasts import freeze
    from dashboards.reporting import open_release

    home, now = Home(read_environment().home), datetime.now(UTC)
    day = read_day(fix_on, now.date())
    with open_release(home) as reader:
        forecast = make_forecast(reader, key, day, accounts, note, frozen_by or getpass.getuser(), now, source)
    freeze(home.frozen_forecasts, forecast)
    click.echo(
        f"{forecast.forecast_id}: {key} is expected to avoid {counted(round(forecast.likely_cases), 'case')} a year "
        f"({forecast.low_cases:.0f} to {forecast.high_cases:.0f}); kept in {home.frozen_forecasts}"
    )


def read_day(text: str, today: date) -> date:
    """A day such as 2027-03-01, or so many days or weeks from today: in 14 days. Raises UserError for anything else."""
    if ahead := re.fullmatch(r"in (\d{1,4}) (day|week)s?", text.strip().lower()):
        return today + timedelta(days=int(ahead[1]) * (7 if ahead[2] == "week" else 1))
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise UserError(f"--fix-on {text!r} is no day.", 'Write it as 2027-03-01, or as "in 14 days".') from None


def make_forecast(
    reader: ReleaseReader,
    key: str,
    fix_on: date,
    accounts: str | None,
    note: str,
    frozen_by: str,
    now: datetime,
    source: str | None = None,
) -> FrozenForecast:
    """The forecast of a release. Raises UserError where the key is not known, or the fix is not ahead of the data."""
    from dagster_project.outcomes.forecasts import FrozenForecast, identified

    found = reader.sql(ONE, [key, source, source])
    if found.is_empty():
        near = ", ".join(reader.sql(NEAR, [key]).to_series())
        raise UserError(f"This release has no opportunity {key!r}.", f"Near are {near}. `loompin opportunities list`.")
    if found.height > 1 and source is None:
        sources = ", ".join(found["source"])
        raise UserError(f"{key} is there in several sources: {sources}.", "Say which one: --source NAME.")
    row = found.row(0, named=True)
    today = now.astimezone(UTC).date()
    if fix_on <= max(row["period_end"], today):
        raise UserError(
            f"A fix on {fix_on} is not ahead: today is {today}, and this release knows of cases up to "
            f"{row['period_end']}.",
            "A forecast is frozen before the fix; name a later day.",
        )
    if row["avoided_cases_likely"] is None:
        raise UserError(*why_nothing_is_avoided(row))
    treated = _accounts(reader, accounts)
    part = reader.sql(PART, [list(treated), row["source"], key]).item() or 0.0 if treated else 1.0
    year = "as it was" if row["is_one_off"] else "a year that times 365 / 90"
    method = f"{row['fix_method']}; cases of {row['period_start']} to {row['period_end']}, {year}"
    money = {
        end: None if row[f"fix_{end}_usd"] is None else round(float(row[f"fix_{end}_usd"]) * part, 2)
        for end in ("low", "likely", "high")
    }
    return identified(FrozenForecast(
        forecast_id="", source=row["source"], opportunity_key=key,
        fix_on=fix_on, low_cases=round(row["avoided_cases_low"] * part, 2),
        likely_cases=round(row["avoided_cases_likely"] * part, 2),
        high_cases=round(row["avoided_cases_high"] * part, 2),
        low_usd=money["low"], likely_usd=money["likely"], high_usd=money["high"],
        method=method + (f"; the {part:.0%} of them that are of these accounts" if treated else ""),
        release_id=reader.info.release_id, account_ids=treated, note=" ".join(note.split()), frozen_by=frozen_by,
        frozen_at=now.astimezone(UTC).replace(microsecond=0),
    ))  # fmt: skip


def why_nothing_is_avoided(row: Mapping[str, Any]) -> tuple[str, str]:
    """What is the matter with an opportunity that no forecast of cases can be made of, and what to do."""
    key, can_be = row["opportunity_key"], "`loompin opportunities list` tells what has cases."
    if row["kind"] == "driver":
        return (
            f"{key} is a driver: it says what its cases cost more than others, not that a fix avoids cases.",
            f"Outcomes are measured in cases avoided; freeze a theme or a defect. {can_be}",
        )
    if row["case_count_ever"] == 0:
        thing = "theme" if row["kind"] == "theme" else row["sort"]
        return (
            f"No case is linked to the {thing} {row['title']!r} ({key}), so a fix of it cannot avoid any.",
            f"Link its cases at the desk and run again, or freeze the theme or component that it broke. {can_be}",
        )
    return (
        f"Of {key} no cases are expected to be avoided: {row['fix_method']}.",
        f"Record at the desk why its cases came ({row['case_count_ever']}), and run again. {can_be}",
    )


def _accounts(reader: ReleaseReader, accounts: str | None) -> tuple[str, ...]:
    if not accounts:
        return ()
    known = reader.sql("select distinct tenant_id, tenant_name from reporting.opportunity_accounts")
    by_name = {name: tenant for tenant, name in known.iter_rows()} | {tenant: tenant for tenant, _ in known.iter_rows()}
    wanted = [name.strip() for name in accounts.split(",") if name.strip()]
    if unknown := [name for name in wanted if name not in by_name]:
        raise UserError(f"No account is called {unknown[0]!r}.", "reporting.opportunity_accounts lists them.")
    return tuple(sorted({by_name[name] for name in wanted}))
