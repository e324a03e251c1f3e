"""A review's files, written as one: a reader finds the whole of one review or the whole of another."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from dagster_project.exports.backlogs.settings import dashboards_address
from dagster_project.exports.review.content import Review
from dagster_project.exports.review.csv_files import csv_files
from dagster_project.exports.review.html import page_of
from dagster_project.exports.review.pdf import pdf_of
from dagster_project.resources.environment import Environment
from dagster_project.resources.errors import UserError
from dagster_project.resources.whole_files import write_whole


def dashboards_url(environment: Environment) -> str:
    """What the addresses of rows are put behind, with a slash at its end.

    Raises UserError where dashboards_url of loompin.toml is no address.
    """
    url = dashboards_address(environment)
    if not url.startswith(("http://", "https://")):
        raise UserError(f"{environment.config}, [export]: dashboards_url is {url!r}.", 'Write an address: "https://…".')
    return url.rstrip("/") + "/"


def write_review(review: Review, folder: Path, url: str) -> list[Path]:
    """Write the files into `folder`/2026-W26, in place of those of an earlier run. Returns them.

    They are written beside it first and take its place by a rename. Raises UserError where the folder cannot be
    written, or holds what is no review.
    """
    target = folder / review.week
    files = {
        f"{review.file_name}.html": page_of(review, url).encode(),
        f"{review.file_name}.pdf": pdf_of(review, url),
        **{f"csv/{name}": text.encode() for name, text in csv_files(review).items()},
    }
    if target.exists() and not (target / f"{review.file_name}.html").is_file():
        raise UserError(f"{target}: there is something else under this name.", "Choose another folder with --to.")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        made = Path(tempfile.mkdtemp(prefix=f".{review.week}-", dir=folder))
        try:
            for name, content in files.items():
                write_whole(made / name, content)
            made.chmod(0o755)
            _take_place(made, target)
        finally:
            shutil.rmtree(made, ignore_errors=True)
    except OSError as error:
        raise UserError(f"{folder}: the review cannot be written there: {error.strerror}.") from error
    return [target / name for name in files]


def _take_place(made: Path, target: Path) -> None:
    """Rename; what stood there is put aside first, and back where the rename fails."""
    aside = made.with_name(f"{made.name}-before")
    if target.exists():
        target.rename(aside)
    try:
        made.rename(target)
    except OSError:
        if aside.exists():
            aside.rename(target)
        raise
    shutil.rmtree(aside, ignore_errors=True)
