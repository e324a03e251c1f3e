"""`loompin export review`: the weekly ops review as HTML, PDF and CSV."""

from __future__ import annotations

from pathlib import Path

import click

from dagster_project.resources.environment import read_environment
from dagster_project.resources.paths import Home


@click.command("review")
@click.option("--week", metavar="WEEK", help="The ISO week: 2026-W26. The last whole week of the release if left away.")
@click.option(
    "--to", "folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False),
    help="Where the week's folder is made; exports/review in the data folder if left away.",
)  # fmt: skip
def review_command(week: str | None, folder: Path | None) -> None:
    """Write a week's ops review: what changed and why, breaches, themes, opportunities, outcomes."""
    from dagster_project.exports.review.content import build_review
    from dagster_project.exports.review.writing import dashboards_url, write_review
    from dashboards.reporting import open_release

    environment = read_environment()
    home = Home(environment.home)
    with open_release(home) as reader:
        review = build_review(home, reader, week)
    files = write_review(review, folder or home.reviews, dashboards_url(environment))
    click.echo(f"{review.week} of release {review.release_id}, content {review.content_hash[:12]}")
    for sentence in (*review.in_short, *review.notes):
        click.echo(f"  {sentence}")
    page, pdf, *tables = files
    click.echo(f"{page}\n{pdf}\n{tables[0].parent}: {len(tables)} tables as CSV")
