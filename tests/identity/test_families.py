"""Families: who shares number, street and surname is not for that one person; nicknames and slips are."""

from __future__ import annotations

import random

import polars as pl
import pytest
from identity.febrl import febrl

from dagster_project.identity.accuracy import measure
from dagster_project.identity.households import has_families
from dagster_project.identity.linking import Linked, Thresholds, link_records
from dagster_project.identity.normalising import normalise
from dagster_project.identity.roles import choose_columns

ROLES = {
    "given": "given_name", "surname": "surname", "born": "birth_date", "email": "email", "phone": "phone",
    "street": "street", "postcode": "postcode", "city": "city",
}  # fmt: skip
HOME = {"phone": "0113 4960001", "street": "High Street 5", "postcode": "LS1 4AB", "city": "Leeds"}
OTHERS = (
    {"given": "Ines", "surname": "Okafor", "phone": "0113 4960777", "city": "Leeds", "born": "1971-03-02"},
    {"given": "Tom", "surname": "Bell", "phone": "0114 4960555", "city": "York", "born": "1988-11-12"},
    {"given": "Aisha", "surname": "Khan", "phone": "0115 4960333", "city": "Hull", "born": "1990-07-21"},
)


def link(rows: list[dict], **thresholds: float) -> Linked:
    records = pl.DataFrame(rows, schema=dict.fromkeys(ROLES, pl.String)).with_columns(
        source=pl.lit("f"), source_id=pl.int_range(pl.len()).cast(pl.String)
    )
    return link_records(records, ROLES, Thresholds(**thresholds))


def decision(one: dict, other: dict, shared: dict) -> str:
    """What is decided of two records that share this, among others: linked, review or apart."""
    of_two = link([shared | one, shared | other, *OTHERS]).pairs.filter(
        (pl.col("left_source_id") == "0") & (pl.col("right_source_id") == "1")
    )
    return of_two["decision"].item() if of_two.height else "apart"


def named(given: str | None, surname: str | None = "Parker", **more: str | None) -> dict:
    return {"given": given, "surname": surname, **more}


PHONE_AND_CITY = {"phone": HOME["phone"], "city": HOME["city"]}


@pytest.mark.parametrize("shared", [PHONE_AND_CITY, HOME], ids=["phone and city", "and the address"])
@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        # Families.
        (named("Mary"), named("Peter"), "apart"),
        (named("Mary", born="1980-01-01"), named("Peter", born="1978-05-03"), "apart"),
        (named("Thomas"), named("Tobias"), "apart"),
        (named("P"), named("Mary"), "apart"),
        (named("Mary"), named("Peter", "Okonkwo"), "apart"),
        (named("Mary", None), named("Peter", None), "apart"),
        (named("Mary", email="parkers@mail.example"), named("Peter", email="parkers@mail.example"), "review"),
        # Twins, and father and son of one name.
        (named("Lena", born="2004-02-09"), named("Max", born="2004-02-09"), "review"),
        (named("John", born="1960-01-01"), named("John", born="1990-06-17"), "review"),
        # One person: short forms, initials, slips, parts, and what is not there at all.
        (named("Robert"), named("Bob"), "linked"),
        (named("Robert"), named("R"), "linked"),
        (named("Robert"), named("Robret"), "linked"),
        (named("Jon"), named("Jhon"), "linked"),
        (named("Robert James"), named("James"), "linked"),
        (named("Helena"), named("Lena"), "linked"),
        (named("Robert"), named(None), "linked"),
        (named("Robert"), named("Parker", "Robert"), "linked"),
        (named("Taro", "Yamada"), named("太郎", "Yamada"), "linked"),
        (named("Mary", born="1980-01-01"), named("Mary", "Okonkwo", born="01.01.1980"), "linked"),
        (named("Mary", born="1980-01-01"), named("Mary", born="1990-01-01"), "linked"),
    ],
)  # fmt: skip
def test_who_shares_a_household_is_told_apart_by_given_name_and_generation(one, other, shared, expected):
    assert decision(one, other, shared) == expected


def test_what_a_household_shares_is_told_and_weighs_nothing():
    (explanation,) = link([HOME | named("Mary"), HOME | named("Peter"), *OTHERS], link=0.5, review=1e-4).pairs[
        "explanation"
    ]
    assert "surname equal, another given name -" in explanation
    for field in ("phone", "postcode", "city", "street"):
        assert f"{field} equal, as in a household +0.0" in explanation


@pytest.mark.parametrize(("town", "bits"), [("Derby", "+3.9"), ("Leeds", "+1.9")])
def test_an_equal_town_weighs_by_how_many_others_live_there(town, bits):
    """0.75 of one person's records agree in it; of two people's one in 20, or here one of the five in Leeds."""
    rows = [named("Ann", "Weber", city=town), named("Anna", "Weber", city=town), *OTHERS]
    (explanation,) = link(rows, link=0.5, review=1e-4).pairs["explanation"]
    assert f"city equal {bits}" in explanation


def households(count: int, seed: int = 3) -> pl.DataFrame:
    """Records of `count` households of one to three people, of whom some are there twice, now and then with a slip."""
    lots = random.Random(seed)
    known = febrl("4").select("given_name", "surname", "address_1", "suburb")
    given, surnames, streets, towns = (
        column.filter(column.str.len_chars() > 2).sort().unique(maintain_order=True).to_list() for column in known
    )
    rows = []
    for _ in range(count):
        home = {
            "surname": lots.choice(surnames), "phone": f"0{lots.randrange(10**8, 10**9)}",
            "street": lots.choice(streets), "postcode": str(lots.randrange(1000, 9999)),
            "city": lots.choice(towns[:60]),
        }  # fmt: skip
        for _ in range(lots.choice((1, 1, 2, 2, 3))):
            name, label = lots.choice(given), str(len(rows))
            for copy in range(2 if lots.random() < 0.4 else 1):
                at = lots.randrange(len(name))
                slip = copy and lots.random() < 0.3
                written = name[:at] + lots.choice("aeiorst") + name[at + 1 :] if slip else name
                rows.append({"given": written, **home, "label": label})
    return pl.DataFrame(rows).with_columns(source=pl.lit("f"), source_id=pl.int_range(pl.len()).cast(pl.String))


@pytest.mark.parametrize(
    ("count", "method", "columns"),
    [
        (65, "default", ("given", "surname", "phone", "city")),
        (350, "trained", ("given", "surname", "phone", "city")),
        (350, "trained", ("given", "surname", "phone", "street", "postcode", "city")),
    ],
)
def test_families_in_a_table_stay_apart_and_their_members_are_found(count, method, columns):
    records = households(count)
    linked = link_records(records, {column: ROLES[column] for column in columns}, memory_limit="700MB", threads=2)
    accuracy = measure(linked.members.join(records.select("source_id", "label"), on="source_id"))
    assert linked.method == method
    assert accuracy.true >= 30
    assert accuracy.precision >= 0.93
    assert accuracy.recall >= 0.97


@pytest.mark.parametrize("name", ["1", "3"])
def test_a_table_without_families_is_seen_to_have_none(name):
    records = febrl(name).with_columns(source=pl.lit("febrl"), source_id=pl.col("rec_id"))
    roles = choose_columns(records.columns, besides=("source", "source_id", "rec_id", "label"))
    assert not has_families(normalise(records, roles))


def test_a_table_with_families_is_seen_to_have_them():
    roles = {column: ROLES[column] for column in ("given", "surname", "phone")}
    assert has_families(normalise(households(60), roles))
    assert not has_families(normalise(households(60), {"phone": "phone"}))
