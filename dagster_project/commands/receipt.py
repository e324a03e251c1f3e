"""`loompin receipt`: every clock of a case with the segments that add up to its number, drawn and as a table."""

from __future__ import annotations

import re
from pathlib import Path

import click

from dagster_project.resources.environment import read_environment
from dagster_project.resources.errors import UserError
from dagster_project.resources.paths import Home


@click.command("receipt")
@click.argument("case_id", metavar="CASE_ID")
@click.option("--source", help="Where several sources have a case of this name.")
@click.option(
    "--save", metavar="FOLDER", type=click.Path(path_type=Path, file_okay=False),
    help="Also write each clock's stretches as CSV, its drawing as SVG, and both as an HTML page.",
)  # fmt: skip
def receipt_command(case_id: str, source: str | None, save: Path | None) -> None:
    """Print every clock of a case, drawn, with the segments that add up to it."""
    from dashboards.receipt_drawing import page_of, svg_of, text_of
    from dashboards.receipt_pieces import of_window, read_openings, read_pieces
    from dashboards.receipts import read_receipts
    from dashboards.reporting import open_release

    with open_release(Home(read_environment().home)) as reader:
        receipts = read_receipts(reader, case_id, source)
        if receipts is None:
            raise UserError(
                f"There is no case {case_id!r} in the current release.", "Case ids are as the source has them."
            )
        pieces, openings = (read(reader, receipts.source, case_id) for read in (read_pieces, read_openings))
        labels = dict(reader.sql("select clock, min(label) from reporting.sla_measurability group by 1").iter_rows())
    click.echo(f"case {receipts.case_id} of {receipts.source}, as of {receipts.as_of:%Y-%m-%d %H:%M:%S} UTC")
    for note in receipts.not_measured:
        click.echo(f"\n{note}")
    for receipt in receipts.clocks:
        at = (receipt.clock["clock"], receipt.clock["window_number"])
        drawn = of_window(pieces, *at), of_window(openings, *at)
        click.echo("")
        for line in receipt.lines(text_of(receipt, *drawn)):
            click.echo(line)
        if save:
            label = labels.get(at[0], at[0])
            # An id may hold what no file name can.
            name = re.sub(r"[^\w.-]", "_", f"receipt_{case_id}_{at[0]}_{at[1]}")
            save.mkdir(parents=True, exist_ok=True)
            (save / f"{name}.csv").write_text(receipt.rows().write_csv(datetime_format="%Y-%m-%dT%H:%M:%SZ"))
            (save / f"{name}.svg").write_text(svg_of(receipt, label, *drawn))
            (save / f"{name}.html").write_text(page_of(receipt, label, *drawn))
    if save:
        click.echo(f"\nwritten to {save}: {len(receipts.clocks) * 3} files")
