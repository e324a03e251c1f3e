"""`loompin drivers`: what a column of any file is associated with, by the engine behind `experience_drivers`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dashboards.figures import counted

if TYPE_CHECKING:
    from dagster_project.drivers.file import FileAnalysis
    from dagster_project.drivers.result import Driver, DriverAnalysis, Interval

MEANINGS = {
    "same rank": "how often a predictor keeps its rank as rows are drawn anew; a low share means a loose order",
    "below_floor": "too few rows (of all 100, of those that name a predictor 30): the figures may well be chance",
    "too_many_predictors": "fewer than 10 rows for each predictor: weights are mostly chance, none is called a driver",
    "not_above_noise": "its weight is not clearly above that of a random predictor: no driver by these rows",
    "constant": "the same in every row, so that nothing can be said of it",
    "collinear": "it overlaps much with other predictors (VIF above 10): they share what is said of it",
    "not_separable": "other predictors determine it altogether, such as a copy: name only one of them",
    "simpson": "its sign is the other way round within some segments (--by): look at each by itself",
    "impacts_disagree": "with and without the other predictors its effect has another sign: do not act on either alone",
    "few_groups": "few rows or groups were there to draw from: the intervals are rough",
}
"""What a flag, or a column that does not speak for itself, tells a reader."""


@click.command("drivers")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--outcome", required=True, metavar="COLUMN", help="What is to be explained: a column of numbers.")
@click.option(
    "--predictors", metavar="A,B,...", help="Columns of numbers, yes and no, or true and false. All if not given."
)
@click.option("--by", metavar="COLUMN", help="Segments: the sign is compared between them, and each is analysed too.")
@click.option("--format", "form", type=click.Choice(["table", "json", "csv"]), default="table", show_default=True)
def drivers_command(file: Path, outcome: str, predictors: str | None, by: str | None, form: str) -> None:
    """Say what an outcome is associated with, in a file of CSV, Parquet or JSON lines.

    For each predictor: Johnson's relative weight and LMG (parts of R²), standardised coefficient, correlation, VIF,
    rank and how stable it is, with 95 % intervals, beside what a random predictor would get.
    """
    from dagster_project.drivers.file import analyse_file

    names = [name.strip() for name in predictors.split(",") if name.strip()] if predictors else []
    found = analyse_file(file, outcome, names, by)
    print_as = {"table": _table, "json": _json, "csv": _csv}
    click.echo(print_as[form](found))


def flags(driver: Driver) -> list[str]:
    """What a reader must know before believing a figure."""
    return [*([driver.status] if driver.status != "driver" else []), *driver.warnings]


def _facts(analysis: DriverAnalysis) -> dict[str, object]:
    """An analysis as JSON: figures by predictor, then all that is known of each."""
    from dagster_project.drivers.result import flat

    by_name = {driver.name: driver for driver in analysis.drivers}
    rows = [{**flat(driver), "flags": flags(driver)} for driver in analysis.drivers]
    return {
        "n": analysis.n,
        "r_squared": analysis.r_squared.value,
        "r_squared_low": analysis.r_squared.low,
        "r_squared_high": analysis.r_squared.high,
        "adjusted_r_squared": analysis.adjusted_r_squared,
        "outcome_mean": analysis.outcome_mean.value,
        "outcome_mean_low": analysis.outcome_mean.low,
        "outcome_mean_high": analysis.outcome_mean.high,
        "below_floor": analysis.is_below_floor,
        "too_many_predictors": analysis.has_too_many_predictors,
        "johnson": {name: driver.weight.value for name, driver in by_name.items()},
        "lmg": None if analysis.why_no_lmg else {name: driver.lmg.value for name, driver in by_name.items()},
        "why_no_lmg": analysis.why_no_lmg or None,
        "standardised_beta": {name: driver.coefficient.value for name, driver in by_name.items()},
        "correlation": {name: driver.correlation.value for name, driver in by_name.items()},
        "vif": {name: driver.vif for name, driver in by_name.items()},
        "drivers": [{k: v for k, v in row.items() if k != "warnings"} for row in rows],
        "draws": analysis.draws,
        "groups": analysis.groups,
    }


def _json(found: FileAnalysis) -> str:
    facts = {
        "outcome": found.outcome,
        "predictors": list(found.predictors),
        "rows": found.rows,
        "left_out": found.left_out,
        "passed_over": list(found.passed_over),
        "running_numbers": list(found.running_numbers),
        "yes_and_no": list(found.yes_and_no),
        **_facts(found.analysis),
        "method": found.analysis.method,
    }
    if found.by:
        facts |= {"by": found.by, "segments": {name: _facts(part) for name, part in found.segments.items()}}
    return json.dumps(facts, indent=1, ensure_ascii=False)


def _csv(found: FileAnalysis) -> str:
    import polars as pl

    from dagster_project.drivers.result import flat

    parts = [("all", found.analysis), *found.segments.items()]
    rows = [
        {"segment": name, "n": part.n, "r_squared": part.r_squared.value, "adjusted_r_squared": part.adjusted_r_squared}
        | {key: value for key, value in flat(driver).items() if key != "warnings"}
        | {"flags": "; ".join(flags(driver))}
        for name, part in parts
        for driver in part.drivers
    ]
    return pl.DataFrame(rows, infer_schema_length=None).write_csv().rstrip("\n")


def _table(found: FileAnalysis) -> str:
    lines = _lines(found.analysis, found.outcome)
    for name, part in found.segments.items():
        lines += ["", f"{found.by} = {name}", *_lines(part, found.outcome)]
    lines += ["", *_meanings([found.analysis, *found.segments.values()])]
    if found.left_out:
        lines.append(f"{found.left_out:,} of {counted(found.rows, 'row')} left out: a number is missing.")
    if found.yes_and_no:
        lines.append(f"Taken as 1 for yes or true and 0 for no or false: {', '.join(found.yes_and_no)}.")
    if found.running_numbers:
        lines.append(
            f"Left out, since it only numbers the rows: {', '.join(found.running_numbers)}. "
            "Name it with --predictors if it says more."
        )
    if found.decimal_commas:
        lines.append(
            f"No predictors, since a comma stands in their numbers: {', '.join(found.decimal_commas)}. "
            "Write them with a decimal point and nothing between thousands."
        )
    if texts := [name for name in found.passed_over if name not in found.decimal_commas]:
        lines.append(
            f"No numbers, and so no predictors: {', '.join(texts)}. To count a text, make a column with 1 "
            "where it holds and 0 where it does not; --by COLUMN takes one for segments."
        )
    lines.append(found.analysis.method)
    return "\n".join(lines)


def _meanings(analyses: list[DriverAnalysis]) -> list[str]:
    """A line for each flag that occurs."""
    told = {flag for analysis in analyses for driver in analysis.drivers for flag in flags(driver)}
    told |= {"below_floor" for analysis in analyses if analysis.is_below_floor}
    told |= {"too_many_predictors" for analysis in analyses if analysis.has_too_many_predictors}
    told |= {"same rank" for a in analyses for driver in a.drivers if driver.rank_stability is not None}
    return [f"{name}: {meaning}." for name, meaning in MEANINGS.items() if name in told]


def _lines(analysis: DriverAnalysis, outcome: str) -> list[str]:
    from dagster_project.drivers.result import ROWS_PER_PREDICTOR

    adjusted = "–" if analysis.adjusted_r_squared is None else f"{analysis.adjusted_r_squared:.4g}"
    head = (
        f"{outcome}: n {analysis.n:,}, mean {_between(analysis.outcome_mean)}, R² {_between(analysis.r_squared)}, "
        f"adjusted R² {adjusted}"
        + ", below_floor" * analysis.is_below_floor
        + ", too_many_predictors" * analysis.has_too_many_predictors
    )
    columns = ["#", "predictor", "weight", "95 %", "of R²", "LMG", "beta", "95 %", "r", "VIF", "same rank", "flags"]
    rows = [columns, *(_row(driver) for driver in analysis.drivers)]
    widths = [max(len(row[place]) for row in rows) for place in range(len(columns))]
    left = {1, len(columns) - 1}
    lines = [head] + [
        "  ".join(
            f"{cell:<{widths[at]}}" if at in left else f"{cell:>{widths[at]}}" for at, cell in enumerate(row)
        ).rstrip()
        for row in rows
    ]
    noise = next((driver.noise_weight for driver in analysis.drivers if driver.noise_weight is not None), None)
    if noise is not None:
        lines.append(f"A random predictor would weigh up to {noise:.4f} (95 % of {analysis.draws:,} draws).")
    if analysis.has_too_many_predictors:
        lines.append(
            f"Fewer than {ROWS_PER_PREDICTOR} rows for each predictor: R² and weights are mostly chance, and nothing "
            "is called a driver. Name fewer with --predictors."
        )
    if analysis.why_no_lmg:
        lines.append(f"No LMG: {analysis.why_no_lmg}.")
    return lines


def _row(driver: Driver) -> list[str]:
    def shown(value: float | None, form: str = ".4f") -> str:
        return "–" if value is None else f"{value:{form}}"

    vif = "∞" if "not_separable" in driver.warnings else shown(driver.vif, ".2f")
    return [
        str(driver.rank or "–"), driver.name, shown(driver.weight.value), _bounds(driver.weight),
        shown(driver.share, ".1%"), shown(driver.lmg.value),
        shown(driver.coefficient.value, "+.4f"), _bounds(driver.coefficient, "+.3f"),
        shown(driver.correlation.value, "+.3f"), vif, shown(driver.rank_stability, ".0%"), ", ".join(flags(driver)),
    ]  # fmt: skip


def _bounds(figure: Interval, form: str = ".3f") -> str:
    return "–" if figure.low is None else f"{figure.low:{form}} to {figure.high:{form}}"


def _between(figure: Interval) -> str:
    if figure.value is None:
        return "–"
    return f"{figure.value:.4g}" + ("" if figure.low is None else f" ({figure.low:.4g} to {figure.high:.4g})")
