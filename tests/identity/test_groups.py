"""People from links, for any links: the properties that hold whatever the model says."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dagster_project.identity.clusters import group_records

SIZE = 8
RECORDS = [("s", str(number)) for number in range(SIZE)]
PAIRS = st.tuples(st.integers(0, SIZE - 1), st.integers(0, SIZE - 1)).filter(lambda pair: pair[0] < pair[1])
LINKS = st.dictionaries(PAIRS, st.sampled_from([0.95, 0.97, 0.97, 0.99]), max_size=14)


@given(LINKS, st.sets(PAIRS, max_size=4), st.randoms())
def test_kept_apart_is_apart_and_order_plays_no_part(links, apart, lots):
    listed = [(*pair, probability) for pair, probability in links.items()]
    members = group_records(RECORDS, listed, apart=apart)
    assert all(members[left].canonical_id != members[right].canonical_id for left, right in apart)
    lots.shuffle(listed)
    assert group_records(RECORDS, listed, apart=sorted(apart, reverse=True)) == members


@given(LINKS)
def test_groups_are_what_links_connect_and_confidence_is_the_widest_way(links):
    members = group_records(RECORDS, [(*pair, probability) for pair, probability in links.items()])
    # Floyd and Warshall, on weakest links in place of lengths.
    way = [[1.0 if one == other else 0.0 for other in range(SIZE)] for one in range(SIZE)]
    for (left, right), probability in links.items():
        way[left][right] = way[right][left] = probability
    for over in range(SIZE):
        for one in range(SIZE):
            for other in range(SIZE):
                way[one][other] = max(way[one][other], min(way[one][over], way[over][other]))
    for row, member in enumerate(members):
        assert member.anchor == min(other for other in range(SIZE) if way[row][other])
        assert member.size == sum(1 for other in range(SIZE) if way[row][other])
        assert member.confidence == way[row][member.anchor]


@given(LINKS, st.lists(st.sampled_from(["a", "b", None]), min_size=SIZE, max_size=SIZE))
def test_no_group_holds_records_of_two_parties(links, party):
    members = group_records(RECORDS, [(*pair, p) for pair, p in links.items()], party=party)
    for name in {member.canonical_id for member in members}:
        whose = {party[row] for row, member in enumerate(members) if member.canonical_id == name} - {None}
        assert len(whose) <= 1


def test_a_hand_links_what_no_model_does():
    members = group_records(RECORDS, [], same=[(0, 1), (1, 2)])
    assert [member.size for member in members[:4]] == [3, 3, 3, 1]
    assert {member.confidence for member in members} == {1.0}


def test_of_two_hands_that_contradict_each_other_apart_wins():
    members = group_records(RECORDS, [], same=[(0, 1), (1, 2)], apart=[(0, 2)])
    assert members[0].canonical_id != members[2].canonical_id


def test_sources_come_before_ids_in_naming():
    members = group_records([("a", "1"), ("z", "1")], [(0, 1, 0.99)], rank=[2, 1])
    assert {member.anchor for member in members} == {1}
