"""How a person is written down on another platform: names, addresses and numbers that are nearly the same."""

from __future__ import annotations

import numpy as np
import polars as pl

from dagster_project.connectors.demo_company import rows
from dagster_project.connectors.demo_company.draws import Flags, Ints, Random, happens
from dagster_project.connectors.demo_company.planted_effects import planted

PRIVATE_MAIL = ("postkasten.example", "mailhaven.example", "inboxly.example")
EARLIER_EMPLOYERS = ("oldharbour-works.example", "brightmoor.example", "tallgrass.example", "kiteworks.example")
CITIES = {
    "DE": ("Berlin", "München", "Hamburg"), "US": ("New York", "Boston", "Seattle"), "JP": ("Tokyo", "Osaka"),
    "ES": ("Madrid", "Sevilla"), "AU": ("Sydney", "Melbourne"), "IN": ("Mumbai", "Pune", "Delhi"),
    "EG": ("Cairo", "Alexandria"), "PH": ("Manila", "Cebu"), "NL": ("Amsterdam", "Utrecht"),
    "BR": ("São Paulo", "Recife"),
}  # fmt: skip
DIALLING = {"DE": "49", "US": "1", "JP": "81", "ES": "34", "AU": "61", "IN": "91", "EG": "20", "PH": "63", "NL": "31",
            "BR": "55"}  # fmt: skip
SHORT_NAMES = {
    "Alejandra": "Ale", "Beatriz": "Bea", "Gustavo": "Gus", "Isaac": "Ike", "Samuel": "Sam", "Teresa": "Tere",
    "Tomás": "Tom", "Valeria": "Val", "Viktor": "Vic", "Esther": "Essie", "Jasmin": "Jas", "Quentin": "Quen",
}  # fmt: skip


def phone_numbers(rng: Random, count: int) -> Ints:
    """Nine digits each, in which no two people are likely to agree."""
    return rng.integers(200_000_000, 999_999_999, count)


def written_names(rng: Random, names: pl.Series, may_be_short: bool) -> pl.Series:
    """The names as somebody typed them. A platform that lets people sign up holds short forms as well."""
    count = len(names)
    is_short = happens(rng, count, planted("identity_short_names").size if may_be_short else 0.0)
    has_typo = happens(rng, count, planted("identity_typos").size)
    is_turned = happens(rng, count, planted("identity_surname_first").size)
    place = rng.random(count)
    written = [
        _turned(_mistyped(_short(name, short), where) if typo else _short(name, short), turned)
        for name, short, typo, turned, where in zip(
            names.to_list(), is_short, has_typo, is_turned, place, strict=True
        )
    ]  # fmt: skip
    return pl.Series("name", written, dtype=pl.String)


def written_phones(rng: Random, numbers: Ints, countries: pl.Series) -> pl.Series:
    """The numbers in three ways of writing them; a quarter is not known."""
    digits = pl.Series("digits", numbers).cast(pl.String)
    code = countries.replace_strict(DIALLING, default="1")
    a, b, c = (digits.str.slice(start, 3) for start in (0, 3, 6))
    ways = pl.DataFrame({
        "0": rows.joined("+", code, " ", a, " ", b, " ", c),
        "1": rows.joined("0", a, "/", b, c),
        "2": rows.joined("(", a, ") ", b, "-", c),
    })  # fmt: skip
    way = pl.Series(rng.integers(0, 3, numbers.size))
    written = ways.select(
        pl.when(way == 0).then(pl.col("0")).when(way == 1).then(pl.col("1")).otherwise(pl.col("2")).alias("phone")
    ).to_series()
    return rows.where(written, ~happens(rng, numbers.size, 0.25))


def written_emails(rng: Random, emails: pl.Series, is_moved: Flags) -> pl.Series:
    """The same address, a private one, one at an earlier employer, or none."""
    count = len(emails)
    local = emails.str.split("@").list.first()
    # Private addresses are made from the name without the company's number.
    own = local.str.replace(r"\.", "").str.replace(r"\d+$", "")
    private = rows.joined(own, ".", pl.Series(rng.integers(10, 99, count)).cast(pl.String), "@",
                          rows.texts(PRIVATE_MAIL).gather(rng.integers(0, len(PRIVATE_MAIL), count)))  # fmt: skip
    employer = rows.texts(EARLIER_EMPLOYERS).gather(rng.integers(0, len(EARLIER_EMPLOYERS), count))
    earlier = rows.joined(local.str.replace(r"\d+$", ""), "@", employer)
    is_private = happens(rng, count, planted("identity_private_mail").size)
    written = pl.DataFrame({"same": emails, "private": private, "earlier": earlier}).select(
        pl.when(pl.Series(is_moved)).then("earlier").when(pl.Series(is_private)).then("private").otherwise("same")
        .alias("email")
    ).to_series()  # fmt: skip
    is_upper = happens(rng, count, 0.1)
    written = pl.select(pl.when(pl.Series(is_upper)).then(written.str.to_uppercase()).otherwise(written)).to_series()
    return rows.where(written, ~happens(rng, count, 0.04))


def cities(draws: np.ndarray, countries: pl.Series) -> pl.Series:
    """A city of each one's country; a draw from 0 to 1 says which."""
    chosen = [CITIES[country][int(draw * len(CITIES[country]))] for country, draw in zip(countries, draws, strict=True)]
    return pl.Series("city", chosen, dtype=pl.String)


def _short(name: str, is_short: bool) -> str:
    if not is_short:
        return name
    given, _, surname = name.partition(" ")
    return f"{SHORT_NAMES.get(given, given[0] + '.')} {surname}"


def _mistyped(name: str, where: float) -> str:
    place = 1 + int(where * (len(name) - 3))
    if " " in name[place : place + 2]:
        return name
    if int(where * 1000) % 2:
        return name[:place] + name[place + 1 :]
    return name[:place] + name[place + 1] + name[place] + name[place + 2 :]


def _turned(name: str, is_turned: bool) -> str:
    given, _, surname = name.partition(" ")
    return f"{surname}, {given}" if is_turned and surname else name
