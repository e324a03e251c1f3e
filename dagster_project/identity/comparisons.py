"""How two records are compared, field by field: levels from equal to different, each with default probabilities.

m is the chance of a level where both records are the same person, u where they are not; the weight of a level is
log2(m / u) bits. The defaults hold where there are too few records to learn from; they are our own judgement, made from
the usual quality of customer records, and every result says which were used. Levels after the model of Fellegi and
Sunter (1969); frequent values weigh less (term frequencies, Winkler 1989).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from dagster_project.identity.backend import Backend
from dagster_project.identity.households import is_of_household, other_generation, other_given_name


@dataclass(frozen=True)
class Level:
    """A grade of agreement. words: what an explanation says; frequent: column whose frequent values weigh less."""

    words: str
    condition: str
    m: float
    u: float
    frequent: str | None = None


@dataclass(frozen=True)
class Comparison:
    """A field, when it says nothing (`unknown`), and its levels, the best first; the last is "different"."""

    field: str
    label: str
    unknown: str
    levels: tuple[Level, ...]

    def settings(self) -> dict[str, Any]:
        """In Splink's words."""
        levels: list[dict[str, Any]] = [
            {"sql_condition": self.unknown, "label_for_charts": "unknown", "is_null_level": True}
        ]
        for level in self.levels:
            entry: dict[str, Any] = {
                "sql_condition": level.condition, "label_for_charts": level.words, "m_probability": level.m,
                "u_probability": level.u,
            }  # fmt: skip
            if level.frequent:
                entry |= {"tf_adjustment_column": level.frequent, "tf_adjustment_weight": 1.0}
            levels.append(entry)
        return {"output_column_name": self.field, "comparison_levels": levels}

    def words(self, grade: int) -> str:
        """What Splink's number for a level means: -1 is unknown, 0 different, the highest the best."""
        return "unknown" if grade < 0 else self.levels[len(self.levels) - 1 - grade].words


def comparisons_for(columns: Sequence[str], backend: Backend, with_families: bool = True) -> tuple[Comparison, ...]:
    """Those that a normalised table has the columns for. with_families: as households.has_families says."""
    like = f"{backend.similarity}({{0}}_l, {{0}}_r) >= {{1}}".format
    near = f"{backend.edits}({{0}}_l, {{0}}_r) <= {{1}}".format
    present = set(columns)
    made = []
    if "full_name" in present:
        made.append(_name(like, other_given_name(backend), with_families))
    if "email" in present:
        made.append(_email(like))
    for field, label, distances, m, u in (
        ("phone", "phone", (1,), 0.8, 0.0005), ("identifier", "identifier", (1, 2), 0.85, 0.0001),
        ("birth_date", "date of birth", (1, 2), 0.85, 0.0005), ("postcode", "postcode", (1,), 0.8, 0.005),
        ("street_number", "street number", (1,), 0.8, 0.02),
    ):  # fmt: skip
        if field in present:
            made.append(_code(field, label, distances, m, u, near))
    for field in columns:
        kind, _, place = field.partition("_")
        if field in ("company", "city") or (kind in ("street", "text") and place.isdigit()):
            label = kind if place in ("", "1") else f"{kind} {place}"
            made.append(_words(field, label, like))
    made += [_whole(field, m, u) for field, m, u in (("region", 0.9, 0.2), ("country", 0.95, 0.3)) if field in present]
    return tuple(_with_families(made, present, backend) if with_families else made)


def _with_families(made: Sequence[Comparison], present: set[str], backend: Backend) -> Iterator[Comparison]:
    """Fields of a household are silent where they are equal and two of one household are what is seen."""
    others = [other_given_name(backend)] if "full_name" in present else []
    if "birth_year" in present:
        others.append(other_generation(backend))
    for comparison in made:
        if others and is_of_household(comparison.field):
            silent = f"{comparison.unknown} or ({_same(comparison.field)} and ({' or '.join(others)}))"
            yield replace(comparison, unknown=silent)
        elif comparison.field == "birth_date":
            *nearer, different = comparison.levels
            apart = Level("a generation apart", other_generation(backend), 0.004, 0.45)
            rest = replace(different, m=different.m - apart.m, u=different.u - apart.u)
            yield replace(comparison, levels=(*nearer, apart, rest))
        else:
            yield comparison


def _unknown(field: str) -> str:
    return f"{field}_l is null or {field}_r is null"


def _same(field: str) -> str:
    return f"{field}_l = {field}_r"


def _name(like: Any, other_given: str, with_families: bool) -> Comparison:
    initial = "(length(given_l) = 1 or length(given_r) = 1) and substr(given_l, 1, 1) = substr(given_r, 1, 1)"
    # Relatives are many among pairs that are seen at all: the equal surname does not speak for one person.
    relative = Level("surname equal, another given name", f"{_same('surname')} and {other_given}", 0.001, 0.2)
    relatives = (relative,) if with_families else ()
    return Comparison(
        "name", "name", _unknown("full_name"),
        (
            Level("equal", _same("full_name"), 0.70, 0.0006, "full_name"),
            Level("given name and surname swapped", "given_l = surname_r and surname_l = given_r", 0.02, 0.0001),
            Level("short form of the given name", f"{_same('surname')} and ({_same('given_root')} or {initial})",
                  0.08, 0.0008, "surname"),
            Level("alike", f"{like('given', 0.85)} and {like('surname', 0.85)}", 0.10, 0.001),
            *relatives,
            Level("surname equal", _same("surname"), 0.03, 0.01, "surname"),
            Level("given name equal", _same("given"), 0.03, 0.015, "given"),
            Level("different", "ELSE", 0.04 - sum(r.m for r in relatives), 0.9725 - sum(r.u for r in relatives)),
        ),
    )  # fmt: skip


def _email(like: Any) -> Comparison:
    return Comparison(
        "email", "e-mail", _unknown("email"),
        (
            Level("equal", _same("email"), 0.60, 0.0002, "email"),
            Level("equal before the @", f"length(email_local_l) > 4 and {_same('email_local')}", 0.10, 0.0005),
            Level("alike", f"{_same('email_domain')} and {like('email_local', 0.92)}", 0.08, 0.001),
            Level("different", "ELSE", 0.22, 0.9983),
        ),
    )  # fmt: skip


def _code(field: str, label: str, distances: tuple[int, ...], m: float, u: float, near: Any) -> Comparison:
    wrong = [
        Level(
            "one character off" if edits == 1 else f"{edits} characters off", near(field, edits), m_near, u * 5**edits
        )
        for edits, m_near in zip(distances, (0.08, 0.03), strict=False)
    ]
    m_rest, u_rest = 1 - m - sum(w.m for w in wrong), 1 - u - sum(w.u for w in wrong)
    levels = (Level("equal", _same(field), m, u, field), *wrong, Level("different", "ELSE", m_rest, u_rest))
    return Comparison(field, label, _unknown(field), levels)


def _words(field: str, label: str, like: Any) -> Comparison:
    # Of a list of customers many live in one town, though in a small list nothing has been counted yet.
    u, u_alike = (0.05, 0.02) if field == "city" else (0.01, 0.01)
    levels = (
        Level("equal", _same(field), 0.75, u, field), Level("alike", like(field, 0.9), 0.1, u_alike),
        Level("different", "ELSE", 0.15, 1 - u - u_alike),
    )  # fmt: skip
    return Comparison(field, label, _unknown(field), levels)


def _whole(field: str, m: float, u: float) -> Comparison:
    levels = (Level("equal", _same(field), m, u, field), Level("different", "ELSE", 1 - m, 1 - u))
    return Comparison(field, field, _unknown(field), levels)
