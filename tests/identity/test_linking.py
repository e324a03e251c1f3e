"""Linking a few records: what is one person, why, and what neither order nor growth of the data may change."""

from __future__ import annotations

import re

import polars as pl
import pytest
from identity.febrl import febrl
from identity.people import PEOPLE, ROLES, TOGETHER, groups, people
from polars.testing import assert_frame_equal

from dagster_project.identity.corrections import make_correction
from dagster_project.identity.linking import Thresholds, link_records
from dagster_project.resources.errors import UserError


def hand(left: tuple[str, str], right: tuple[str, str], verdict: str):
    return make_correction(left, right, verdict, "ada", "asked them")


@pytest.fixture(scope="module")
def linked():
    return link_records(people(), ROLES)


def test_records_of_one_person_are_linked_and_nobody_else(linked):
    assert groups(linked.members) == TOGETHER


def test_few_records_are_linked_by_the_defaults_and_it_says_so(linked):
    assert (linked.method, linked.training_pairs) == ("default", 0)


def test_a_link_is_explained_by_bits_that_add_up(linked):
    for bits, explanation in linked.pairs.select("bits", "explanation").iter_rows():
        told = [float(number) for number in re.findall(r"[+-]\d+\.\d", explanation)]
        assert sum(told) == pytest.approx(bits, abs=0.06 * len(told))
    (explanation,) = linked.pairs.filter(
        (pl.col("left_source_id") == "1") & (pl.col("right_source_id") == "a")
    )["explanation"]  # fmt: skip
    assert explanation.startswith("name short form of the given name +")
    assert "e-mail equal +" in explanation


def test_a_single_record_is_a_person_with_certainty(linked):
    alone = linked.members.filter(pl.col("record_count") == 1)
    assert alone.height == 2
    assert alone["confidence"].to_list() == [1.0, 1.0]


@pytest.mark.parametrize("trained", [False, True])
def test_the_order_of_loading_changes_nothing(trained):
    records = people()
    roles = ROLES
    if trained:
        records = febrl("1").with_columns(source=pl.lit("febrl"), source_id=pl.col("rec_id"))
        roles = {"given_name": "given_name", "surname": "surname", "date_of_birth": "birth_date", "suburb": "city"}
    one, other = (
        link_records(frame, roles, threads=2) for frame in (records, records.sample(fraction=1, shuffle=True, seed=4))
    )
    assert one.method == ("trained" if trained else "default")
    assert_frame_equal(one.members, other.members)
    assert_frame_equal(one.pairs, other.pairs)


def test_a_person_keeps_the_name_when_records_are_added(linked):
    more = (*PEOPLE, ("shop", "y", "Robert Keller", "robert.keller@acme.example", None))
    names = dict(link_records(people(more), ROLES).members.select("source_id", "canonical_id").iter_rows())
    before = dict(linked.members.select("source_id", "canonical_id").iter_rows())
    assert {source_id: names[source_id] for source_id in before} == before
    assert names["y"] == before["1"]


def test_sources_anchor_in_the_order_given():
    members = link_records(people(), ROLES, source_order=("desk", "crm")).members
    assert set(members.filter("is_anchor")["source_id"]) == {"a", "b", "c", "3"}


def test_what_a_hand_brings_together_or_keeps_apart_holds():
    corrections = [hand(("crm", "3"), ("desk", "c"), "same"), hand(("shop", "x"), ("crm", "1"), "different")]
    linked = link_records(people(), ROLES, corrections=corrections)
    found = groups(linked.members)
    assert {("crm", "3"), ("desk", "c")} in found
    assert not any({("crm", "1"), ("shop", "x")} <= group for group in found)
    decisions = dict(linked.pairs.select(pl.col("left_source_id") + pl.col("right_source_id"), "decision").iter_rows())
    assert (decisions["3c"], decisions["1x"]) == ("same", "different")


def test_the_last_word_on_a_pair_holds_and_can_be_withdrawn(linked):
    pair = ("crm", "1"), ("desk", "a")
    kept_apart = [hand(*pair, "same"), hand(*reversed(pair), "different")]
    assert {("crm", "1"), ("desk", "a")} not in groups(link_records(people(), ROLES, corrections=kept_apart).members)
    left_alone = link_records(people(), ROLES, corrections=[*kept_apart, hand(*pair, "withdrawn")])
    assert_frame_equal(left_alone.members, linked.members)


def test_records_of_two_parties_are_never_linked_and_those_of_nobody_may_be():
    parties = ["one", "two", None, "one", "one", "one", "one"]
    assert groups(link_records(people(partition=parties), ROLES).members) in (
        [{("crm", "1"), ("shop", "x")}, {("crm", "2"), ("desk", "b")}],
        [{("crm", "2"), ("desk", "b")}, {("desk", "a"), ("shop", "x")}],
    )


def test_a_lower_threshold_links_more_and_a_higher_one_asks_more():
    strict, lenient = (
        link_records(people(), ROLES, thresholds) for thresholds in (Thresholds(0.9999999, 0.3), Thresholds(0.3, 0.3))
    )
    assert len(groups(strict.members)) < len(groups(lenient.members))
    assert strict.pairs["decision"].to_list().count("review") > 0
    assert "review" not in lenient.pairs["decision"].to_list()


def test_an_id_that_stands_twice_is_told():
    with pytest.raises(UserError, match="'1' stands 2 times in crm"):
        link_records(people((*PEOPLE, PEOPLE[0])), ROLES)


def test_records_without_an_id_are_told():
    with pytest.raises(UserError, match="1 of 7 records have no id"):
        link_records(people().with_columns(pl.col("source_id").replace("a", None)), ROLES)


def test_thresholds_that_cross_are_told():
    with pytest.raises(UserError, match="review is not above link"):
        Thresholds(link=0.5, review=0.9)


def often(count: int, name: str = "Zoe Quill", start: int = 0) -> list[tuple]:
    email = f"{name.replace(' ', '.').lower()}@acme.org"
    return [("crm", f"{name} {place:04}", name, email, None) for place in range(start, start + count)]


@pytest.mark.parametrize("count", [2, 3, 100, 101, 300])
def test_equal_rows_are_one_person_however_many(count):
    linked = link_records(people([*PEOPLE, *often(count)]), ROLES)
    zoe = linked.members.filter(pl.col("source_id").str.starts_with("Zoe"))
    assert zoe["canonical_id"].n_unique() == 1
    assert zoe["record_count"].to_list() == [count] * count
    assert zoe["confidence"].min() > 0.95
    assert groups(linked.members.filter(pl.col("record_count") < 4))[:2] == TOGETHER
    assert linked.pairs.filter(pl.col("left_source_id").str.starts_with("Zoe")).height == count - 1
    assert linked.crowded.records == 0


def test_a_hand_keeps_apart_one_of_many_equal_rows():
    rows = often(120)
    verdict = hand(rows[0][:2], rows[7][:2], "different")
    linked = link_records(people(rows), ROLES, corrections=[verdict])
    sizes = linked.members.group_by("canonical_id").len()["len"].sort().to_list()
    assert sizes == [1, 119]


def test_rows_that_are_equal_and_say_nothing_are_not_one_person():
    rows = [("crm", f"n{place}", None, None, None) for place in range(150)]
    assert link_records(people([*PEOPLE, *rows]), ROLES).members["canonical_id"].n_unique() == 154


@pytest.mark.parametrize(("count", "is_named", "told"), [
    (100, False, (0, 0)), (101, False, (1, 101)), (120, False, (1, 120)), (120, True, (1, 0)),
])  # fmt: skip
def test_records_whose_keys_too_many_different_ones_share_are_told(count, is_named, told):
    """People behind one shared number, each in a town of their own, of whom nothing else is known, or a name too."""
    names = [f"{'abcdefghijkl'[n % 12]}n {'mnopqrstuvw'[n // 12]}o{n}" if is_named else None for n in range(count)]
    rows = [("shop", f"p{n}", name, None, "+49 170 555 1000") for n, name in enumerate(names)]
    records = people([*PEOPLE, *rows], city=[None] * len(PEOPLE) + [f"Town {n}" for n in range(count)])
    crowded = link_records(records, {**ROLES, "city": "city"}).crowded
    assert (crowded.keys, crowded.records) == told
