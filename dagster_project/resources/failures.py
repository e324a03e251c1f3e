"""How an error that a person must mend ends a step: with its own words, and without being tried again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import dagster as dg

from dagster_project.resources.errors import UserError


@contextmanager
def told_to_people() -> Iterator[None]:
    """Turn a UserError of the block into a failure of the step that is not retried."""
    try:
        yield
    except UserError as error:
        raise dg.Failure(str(error), allow_retries=False) from error
