"""Values made alike before they are compared: case, accents, titles, legal forms, punctuation of numbers.

One record keeps one row. The result has `source`, `source_id`, `partition` and, for each role that the table has, the
columns that comparisons read; what is empty after all is null, so that it counts neither for nor against.
"""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from dagster_project.identity.nicknames import roots

TITLES = r"\b(mr|mrs|ms|miss|dr|prof|sir|herr|frau|mme|ing|jr|sr|phd|md)\b\.?"
LEGAL_FORMS = (
    r"\b(inc|incorporated|ltd|limited|llc|llp|plc|gmbh|ag|kg|ug|sarl|sas|sa|bv|nv|oy|ab|as|spa|srl|co|corp|corporation|"
    r"company|group|holding|holdings)\b\.?"
)
SHARED_MAILBOXES = (
    "info", "sales", "support", "admin", "office", "contact", "hello", "billing", "accounts", "help", "mail", "noreply",
    "no-reply", "team", "service", "postmaster", "webmaster",
)  # fmt: skip
"""What stands before the @ in addresses that belong to nobody in particular."""
LETTERS = {"ß": "ss", "ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
"""Letters that do not fall apart into a plain one and an accent."""
PHONE_DIGITS = 9
"""How many digits of a phone number are compared, from the end: country code and trunk zero are written variously."""


def normalise(records: pl.DataFrame, roles: Mapping[str, str]) -> pl.DataFrame:
    """Columns to compare. `records` has `source`, `source_id`, maybe `partition`, and the columns that `roles` names.

    Several columns of one role, other than text and street, are taken in turn: the first that is not empty counts.
    Sorted by source and id, so that nothing after this can see the order of loading.
    """
    by_role: dict[str, list[str]] = {}
    for column, role in roles.items():
        by_role.setdefault(role, []).append(column)
    partition = pl.col("partition").cast(pl.String) if "partition" in records.columns else pl.lit(None, pl.String)
    made = [pl.col("source").cast(pl.String), pl.col("source_id").cast(pl.String),
            partition.alias("partition")]  # fmt: skip
    made += _names(by_role) + _emails(by_role)
    for role, shape in (
        ("phone", _phone), ("birth_date", _birth_date), ("identifier", _code), ("company", _company),
        ("postcode", _code), ("city", _plain), ("region", _plain), ("country", _plain), ("street_number", _code),
    ):  # fmt: skip
        if role in by_role:
            made.append(_filled(pl.coalesce(shape(pl.col(c)) for c in by_role[role])).alias(role))
    if "birth_date" in by_role:
        born = pl.coalesce(_birth_date(pl.col(c)) for c in by_role["birth_date"])
        made.append(born.str.extract(r"^(\d{4})\d{4}$").cast(pl.Int64).alias("birth_year"))
    for role in ("street", "text"):
        for place, column in enumerate(by_role.get(role, ()), start=1):
            made.append(_filled(_plain(pl.col(column))).alias(f"{role}_{place}"))
    return records.select(made).sort("source", "source_id")


def _names(by_role: Mapping[str, list[str]]) -> list[pl.Expr]:
    if not {"name", "given_name", "surname"} & by_role.keys():
        return []
    given = [_plain(pl.col(c)) for c in by_role.get("given_name", ())]
    surname = [_plain(pl.col(c)) for c in by_role.get("surname", ())]
    for column in by_role.get("name", ()):
        raw = pl.col(column).cast(pl.String)
        # "Keller, Lars" is turned round before the comma is lost.
        turned = pl.when(raw.str.count_matches(",", literal=True) == 1).then(
            raw.str.replace(r"^([^,]*),(.*)$", "$2 $1")
        ).otherwise(raw)  # fmt: skip
        words = _plain(turned).str.split(" ")
        given.append(words.list.first())
        surname.append(pl.when(words.list.len() > 1).then(words.list.last()))
    first, last = (
        _filled(pl.coalesce(parts)) if parts else pl.lit(None, pl.String) for parts in (given, surname)
    )  # fmt: skip
    return [
        first.alias("given"),
        last.alias("surname"),
        first.replace(roots()).alias("given_root"),
        _filled(pl.concat_str(first, last, separator=" ", ignore_nulls=True)).alias("full_name"),
    ]


def _emails(by_role: Mapping[str, list[str]]) -> list[pl.Expr]:
    if "email" not in by_role:
        return []
    raw = pl.coalesce(_filled(pl.col(c).cast(pl.String).str.to_lowercase().str.strip_chars()) for c in by_role["email"])
    # What stands behind a plus is a note of the owner to themselves.
    address = raw.str.replace(r"\+[^@]*@", "@")
    address = pl.when(address.str.contains(r"^[^@\s]+@[^@\s]+$")).then(address)
    local = address.str.extract(r"^([^@]+)@")
    own = pl.when(~local.is_in(SHARED_MAILBOXES)).then(local)
    return [
        address.alias("email"),
        own.alias("email_local"),
        address.str.extract(r"@(.+)$").alias("email_domain"),
    ]


def _plain(column: pl.Expr) -> pl.Expr:
    text = column.cast(pl.String).str.to_lowercase().str.normalize("NFKD").str.replace_all(r"\p{M}", "")
    text = text.str.replace_many(LETTERS).str.replace_all(TITLES, " ").str.replace_all(r"['’`´]", "")
    return _filled(text.str.replace_all(r"[^\p{L}\p{N}]+", " ").str.strip_chars())


def _company(column: pl.Expr) -> pl.Expr:
    return _plain(column).str.replace_all(LEGAL_FORMS, " ").str.replace_all(r"\s+", " ").str.strip_chars()


def _digits(column: pl.Expr) -> pl.Expr:
    return _filled(column.cast(pl.String).str.replace_all(r"\D", ""))


def _birth_date(column: pl.Expr) -> pl.Expr:
    """The digits, the year first: 31.01.1980 is 19800131."""
    written = column.cast(pl.String)
    # A time of day, as exports add it, is nobody's birthday.
    day = written.str.replace(r"[T ]\d{1,2}:\d{2}.*$", "").str.strip_chars()
    return _digits(day.str.replace(r"^(\d{2})\D(\d{2})\D(\d{4})$", "$3$2$1"))


def _phone(column: pl.Expr) -> pl.Expr:
    digits = _digits(column)
    return pl.when(digits.str.len_chars() >= 6).then(digits.str.tail(PHONE_DIGITS))


def _code(column: pl.Expr) -> pl.Expr:
    return column.cast(pl.String).str.to_lowercase().str.replace_all(r"[^\p{L}\p{N}]", "")


def _filled(column: pl.Expr) -> pl.Expr:
    return pl.when(column.str.len_chars() > 0).then(column)
