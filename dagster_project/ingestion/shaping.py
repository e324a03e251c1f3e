"""Cast a chunk to its contract's types, and say for each value that cannot be cast what was expected.

The cast comes before validation and never fails as a whole: a value that cannot be read becomes null and is named
as a problem of its row. Text from CSV files and JSON payloads is read here; typed columns pass untouched.
Empty text means no value, since CSV cannot tell the two apart.
"""

from __future__ import annotations

import contextlib
import json

import polars as pl
import pyarrow as pa

from dagster_project.ingestion.batches import Shaped, no_problems
from dagster_project.ingestion.measures import EXAMPLES, read_measures
from dagster_project.resources.errors import UserError
from data_contracts import Contract
from data_contracts.column_types import in_words

TIME_FORMATS_WITH_ZONE = ("%Y-%m-%dT%H:%M:%S%.f%#z", "%Y-%m-%dT%H:%M%#z")
TIME_FORMATS_WITHOUT_ZONE = ("%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%dT%H:%M")

MIDNIGHT = r"[T ]00:00(:00(\.0+)?)?([zZ]|[+-]00(:?00)?)?$"

BOOLEANS = {
    **dict.fromkeys(("true", "t", "yes", "y", "1"), True),
    **dict.fromkeys(("false", "f", "no", "n", "0"), False),
}


def cast_to_contract(contract: type[Contract], frame: pl.DataFrame, origin: str) -> Shaped:
    """The frame in the contract's columns, order and types, with a problem for each value that cannot be cast.

    A column that the contract does not know is left out; one that may be null and is absent is filled with null.
    Raises UserError where a column that must have values is absent.
    """
    columns: list[pl.Series] = []
    problems: list[pl.DataFrame] = []
    fields = contract.fields()
    for name, dtype in contract.dtypes().items():
        called = fields[name].metadata["called"]
        if name not in frame.columns and called in frame.columns:
            frame = frame.rename({called: name})
        if name not in frame.columns:
            if not fields[name].nullable:
                raise UserError(
                    f"{origin}: column {name!r} is missing (it holds {_listed(frame.columns)}).",
                    f"{contract.facts().source}.{contract.facts().table} needs it: {fields[name].description}",
                )
            columns.append(pl.Series(name, [None], dtype=dtype).new_from_index(0, frame.height))
            continue
        given = frame[name]
        if given.dtype == dtype:
            columns.append(_without_blanks(given) if dtype == pl.String else given)
            continue
        measure = fields[name].metadata["read_as"]
        readable = read_measures(given, measure) if measure and given.dtype == pl.String else given
        cast = _cast(readable, dtype).alias(name)
        columns.append(cast)
        unread = (cast.is_null() & _has_value(given)).arg_true()
        if unread.len():
            problems.append(_problems(name, unread, given, EXAMPLES.get(measure, in_words(dtype))))
    return Shaped(pl.DataFrame(columns), pl.concat(problems) if problems else no_problems())


def _problems(name: str, rows: pl.Series, given: pl.Series, expected: str) -> pl.DataFrame:
    values = given.gather(rows)
    text = values.cast(pl.String)
    return pl.DataFrame(
        {
            "row": rows.cast(pl.UInt32),
            "column": pl.Series([name], dtype=pl.String).new_from_index(0, rows.len()),
            "value": text,
            "expected": pl.Series([expected], dtype=pl.String).new_from_index(0, rows.len()),
        }
    )


def _has_value(given: pl.Series) -> pl.Series:
    if given.dtype == pl.String:
        return given.is_not_null() & (given.str.strip_chars() != "")
    return given.is_not_null()


def _without_blanks(given: pl.Series) -> pl.Series:
    """Text as it is, blank text as no value. Looked for in two cheap steps, since there is hardly ever any."""
    if not ((given.str.len_bytes() == 0).any() or given.str.starts_with(" ").any()):
        return given
    return given.set(given.str.strip_chars() == "", None)


def _cast(given: pl.Series, dtype: pl.DataType) -> pl.Series:
    if given.dtype == pl.Null:
        return pl.Series(given.name, [None], dtype=dtype).new_from_index(0, given.len())
    if given.dtype == pl.String:
        return _cast_text(given, dtype)
    if isinstance(dtype, pl.Datetime) and isinstance(given.dtype, pl.Datetime):
        known = given if given.dtype.time_zone else given.dt.replace_time_zone("UTC")
        return known.dt.convert_time_zone("UTC").dt.cast_time_unit("us")
    if isinstance(dtype, pl.Decimal):
        return _cast_decimal(given.cast(pl.String), dtype)
    if dtype.is_integer() and given.dtype.is_float():
        whole = given.cast(pl.Int64, strict=False)
        return whole.set((whole.cast(pl.Float64) != given).fill_null(False), None).cast(dtype, strict=False)
    return given.cast(dtype, strict=False)


def _cast_text(given: pl.Series, dtype: pl.DataType) -> pl.Series:
    text = given.str.strip_chars()
    text = text.set(text == "", None)
    if isinstance(dtype, pl.List | pl.Struct):
        return _cast_json(text, dtype)
    if isinstance(dtype, pl.Datetime):
        return _cast_time(text)
    if isinstance(dtype, pl.Decimal):
        return _cast_decimal(text, dtype)
    if dtype == pl.Boolean:
        return text.str.to_lowercase().replace_strict(BOOLEANS, default=None, return_dtype=pl.Boolean)
    if dtype == pl.Date:
        # A date that an export wrote as its midnight is still that date.
        return text.str.replace(MIDNIGHT, "").str.to_date("%Y-%m-%d", strict=False)
    if dtype.is_integer():
        # Tools that keep whole numbers with gaps as floats write 7.0 for 7.
        text = text.str.replace(r"\.0+$", "")
    return text.cast(dtype, strict=False)


def _cast_time(text: pl.Series) -> pl.Series:
    """ISO times with or without zone; one without is UTC."""
    in_utc, local = read_iso_times(text)
    return pl.select(pl.coalesce(in_utc, local.dt.replace_time_zone("UTC"))).to_series()


def read_iso_times(text: pl.Series) -> tuple[pl.Series, pl.Series]:
    """ISO times: those with an offset in UTC, and those without one as they stand; a date alone is its midnight.

    Each is null where the other has the value, and both where the text is no ISO time.
    """
    return _read_times_of_one_kind(text) or _read_times_of_any_kind(text)


def _read_times_of_one_kind(text: pl.Series) -> tuple[pl.Series, pl.Series] | None:
    """Times that all have an offset, or none of them; None where they do not. A tenth of what reading any kind takes.

    Arrow refuses the whole column for one text that it cannot read, and takes an hour for a time, which we do not.
    """
    if not ((text.str.slice(13, 1) == ":") | (text.str.len_bytes() == 10)).all():
        return None
    texts = text.to_arrow()
    for zone in ("UTC", None):
        with contextlib.suppress(pa.ArrowInvalid):
            read = pl.Series(text.name, pl.from_arrow(texts.cast(pa.timestamp("us", zone))))
            other = pl.Series(text.name, [None], dtype=pl.Datetime("us", None if zone else "UTC"))
            absent = other.new_from_index(0, text.len())
            return (read, absent) if zone else (absent, read)
    return None


def _read_times_of_any_kind(text: pl.Series) -> tuple[pl.Series, pl.Series]:
    iso = text.str.replace(r"^(\d{4}-\d{2}-\d{2}) ", "${1}T").str.replace(r"[zZ]$", "+00:00")
    frame = pl.DataFrame({"iso": iso})
    column = pl.col("iso")
    read = frame.select(
        in_utc=pl.coalesce(
            column.str.to_datetime(form, time_unit="us", time_zone="UTC", strict=False)
            for form in TIME_FORMATS_WITH_ZONE
        ),
        local=pl.coalesce(
            *(column.str.to_datetime(form, time_unit="us", strict=False) for form in TIME_FORMATS_WITHOUT_ZONE),
            column.str.to_date("%Y-%m-%d", strict=False).cast(pl.Datetime("us")),
        ),
    )
    return read["in_utc"], read["local"]


def _cast_decimal(text: pl.Series, dtype: pl.Decimal) -> pl.Series:
    """Exact: a number with more decimals than the contract keeps is not rounded but named as a problem."""
    exact = text.cast(pl.Decimal(38, 12), strict=False)
    kept = exact.cast(pl.Decimal(38, dtype.scale), strict=False)
    return kept.set((kept != exact).fill_null(False), None).cast(dtype, strict=False)


def _cast_json(text: pl.Series, dtype: pl.DataType) -> pl.Series:
    try:
        return text.str.json_decode(dtype)
    except pl.exceptions.PolarsError:
        # One bad text fails the whole column there, so read them one by one and keep the good ones.
        return pl.Series(text.name, [_json_or_none(value, dtype) for value in text], dtype=dtype)


def _json_or_none(text: str | None, dtype: pl.DataType) -> object:
    if text is None:
        return None
    try:
        json.loads(text)
        return pl.Series([text]).str.json_decode(dtype)[0]
    except (ValueError, pl.exceptions.PolarsError):
        return None


def _listed(names: list[str]) -> str:
    shown = ", ".join(names[:40])
    return shown + (f" and {len(names) - 40} more" if len(names) > 40 else "")
