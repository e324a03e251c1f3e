"""How an error that a person must mend ends a step: with its own words, and without being tried again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import dagster as dg

from dagster_project.resources.errors import UserError

RETRIES = dg.RetryPolicy(max_retries=2, delay=2, backoff=dg.Backoff.EXPONENTIAL)
"""Of every step: a source that does not answer, or a file that is locked for a moment, is tried again."""


@contextmanager
def told_to_people() -> Iterator[None]:
    """Turn a UserError of the block into a failure of the step that is not retried."""
    try:
        yield
    except UserError as error:
        raise dg.Failure(str(error), allow_retries=False) from error
