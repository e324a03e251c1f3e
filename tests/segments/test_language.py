"""The language of definitions: what is read and how, what is refused and where, and what no text can do."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dagster_project.segments.attributes import KIND_OF_TYPE, Attribute, Kind, read_attributes
from dagster_project.segments.compiling import compile_definition, to_sql
from dagster_project.segments.expression import (
    UNITS,
    Absence,
    Ago,
    All,
    Any,
    Comparison,
    Membership,
    Not,
    Part,
    Range,
    Truth,
    joined,
    render,
)  # fmt: skip
from dagster_project.segments.parser import DEEPEST, MOST_CONDITIONS, MOST_VALUES, parse
from dagster_project.segments.problems import ExpressionError
from dagster_project.segments.tokens import LONGEST, LONGEST_TEXT
from dagster_project.segments.values import is_after

READ = {
    'plan = "Enterprise" and health_score < 40': 'plan = "Enterprise" and health_score < 40',
    "arr_usd >= 100000": "arr_usd >= 100000",
    'country in ("DE", "FR", "GB")': 'country in ("DE", "FR", "GB")',
    "last_case_on >= 30 days ago": "last_case_on >= 30 days ago",
    "last_case_on < 1 weeks ago": "last_case_on < 1 week ago",
    "created_on = today": "created_on = today",
    "created_on = 0 days ago": "created_on = today",
    "created_on between 2025-01-01 and '2025-12-31'": "created_on between 2025-01-01 and 2025-12-31",
    "last_case_on between 90 days ago and 30 days ago": "last_case_on between 90 days ago and 30 days ago",
    "last_case_on between 3 months ago and 1 weeks ago": "last_case_on between 3 months ago and 1 week ago",
    "last_case_on between 3 months ago and 92 days ago": "last_case_on between 3 months ago and 92 days ago",
    "last_case_on between 2026-01-31 and today": "last_case_on between 2026-01-31 and today",
    "nps_score IS NOT NULL": "nps_score is not null",
    "nps_score not between 7 and 8": "nps_score not between 7 and 8",
    "not (plan = 'a' or plan = 'b')": 'not (plan = "a" or plan = "b")',
    "plan = 'a' or plan = 'b' and has_open_case": 'plan = "a" or plan = "b" and has_open_case',
    "(plan = 'a' or plan = 'b') and has_open_case": '(plan = "a" or plan = "b") and has_open_case',
    "((plan = 'a') and (plan = 'b' and plan = 'c'))": 'plan = "a" and plan = "b" and plan = "c"',
    "has_open_case = false or not has_open_case": "has_open_case = false or not has_open_case",
    'tenant_name not contains "bank"': 'tenant_name not contains "bank"',
    "sentiment_90_days > -0.50": "sentiment_90_days > -0.5",
    "arr_usd > 1.5e5": "arr_usd > 150000",
    "arr_usd <> 0": "arr_usd != 0",
    'plan = "say ""hi"" and it\'s"': 'plan = "say ""hi"" and it\'s"',
    "PLAN = 'a'": 'plan = "a"',
    "plan = 'Ünïted'": 'plan = "Ünïted"',
}


@pytest.mark.parametrize(("written", "read"), READ.items())
def test_a_definition_is_read(written, read):
    assert render(parse(written)) == read


REFUSED = {
    "": (1, "empty"),
    "  \n ": (1, "empty"),
    "health_scor < 40": (1, "Did you mean health_score"),
    "secret = 'x'": (1, "no attribute of a customer"),
    "__class__ = 'x'": (1, "no attribute"),
    "plan": (5, "test is missing"),
    "plan < 'a'": (6, "no order"),
    "plan = 4": (8, "needs a text in quotes"),
    "plan = Pro": (8, "quotes"),
    "plan = segment": (8, "Two attributes cannot be compared"),
    "arr_usd = '4'": (11, "needs a number"),
    "arr_usd contains '4'": (9, "only a text can be searched"),
    "arr_usd >= 100,000": (15, "without separators"),
    "arr_usd > 1e400": (11, "15 digits"),
    "arr_usd > 9999999999999999": (11, "15 digits"),
    "arr_usd > 12abc": (11, "no number"),
    "arr_usd = - ": (12, "missing after the sign"),
    "has_open_case > true": (15, "no order"),
    "has_open_case in (true)": (15, "true or false"),
    "last_case_on > 5": (16, "no day"),
    "last_case_on > 2026-02-30": (16, "no day of the calendar"),
    "last_case_on > 5 fortnights ago": (16, "no day"),
    "last_case_on > 99999999 days ago": (16, "hundred years"),
    "arr_usd = null": (11, "is null"),
    "arr_usd is 4": (12, "is null"),
    "country in 'DE'": (12, "list in brackets"),
    "country in ()": (13, "text in quotes"),
    "country in ('DE'": (17, "not closed"),
    "health_score between 60 and 40": (22, "empty"),
    "last_case_on between today and 30 days ago": (22, "empty"),
    "last_case_on between 1 month ago and 40 days ago": (22, "empty"),
    "last_case_on between 23 months ago and 2 years ago": (22, "empty"),
    "last_case_on between 2026-02-01 and 2026-01-31": (22, "empty"),
    "health_score between 60": (24, "two values"),
    "(plan = 'a'": (12, "opened at character 1"),
    "plan = 'a')": (11, "not expected"),
    "plan = 'a' plan = 'b'": (12, "Join conditions"),
    "plan = 'a' and": (15, "ends here"),
    "40 > health_score": (1, "begins with an attribute"),
    "plan = 'a": (8, "never ends"),
    "plan == 'a'": (6, "test is missing"),
    "plan = 'a' && plan = 'b'": (12, "`and`"),
    "plan = “a”": (8, "straight quotes"),
    "plan = 'a'; drop table cases": (11, "one condition"),
    "plan = 'a' -- x": (12, "comment"),
    "plan = 'a' /* x */": (12, "comment"),
    "plan = 'a' union select 1": (12, "not expected"),
    "exists (select 1)": (1, "no attribute"),
    "lower(plan) = 'a'": (1, "no attribute"),
    "arr_usd = 1 + 1": (13, "not expected"),
    "plan = 'a\\'": (10, "backslash"),
    "plan = 'a\u202eb'": (10, "right-to-left override"),
    "plan = 'a\x00b'": (10, "U+0000"),
    "plan\u00a0= 'a'": (5, "no-break space"),
    "рlan = 'a'": (1, "cyrillic"),
    "plan = 'a'\u200b": (11, "zero width space"),
    "arr_usd > \uff15": (11, "fullwidth digit five"),
    "{{ 1 }}": (1, "not of the language"),
}  # fmt: skip


@pytest.mark.parametrize(("written", "why"), REFUSED.items())
def test_a_wrong_definition_is_refused_with_its_place_and_what_to_do(written, why):
    position, words = why
    with pytest.raises(ExpressionError) as refused:
        parse(written)
    error = refused.value
    assert (error.position, words in f"{error.reason} {error.do}") == (position, True), str(error)
    assert error.do
    assert "\n" not in error.line
    # The mark stands below the character that it is about.
    shown, mark = str(error).splitlines()[1:3]
    assert mark.endswith("^")
    if written and position <= len(written) and written[position - 1].isprintable():
        assert shown[len(mark) - 1] == written[position - 1]


def test_what_is_too_much_is_refused_and_what_is_just_right_is_read():
    bracket = "has_open_case"
    assert parse("(" * DEEPEST + bracket + ")" * DEEPEST) == Truth(bracket)
    tries = {
        "(" * (DEEPEST + 1) + bracket + ")" * (DEEPEST + 1): "Write it flatter",
        "(" * 1900: "Write it flatter",
        "not " * 400 + bracket: "Write it flatter",
        " or ".join([bracket] * (MOST_CONDITIONS + 1)): "conditions",
        f"health_score in ({', '.join(['1'] * (MOST_VALUES + 1))})": "values",
        f"plan = '{'x' * (LONGEST_TEXT + 1)}'": "characters",
        f"plan = '{'x' * LONGEST}'": "characters",
    }
    for text, words in tries.items():
        with pytest.raises(ExpressionError, match=words):
            parse(text)
    assert isinstance(parse(" or ".join([bracket] * MOST_CONDITIONS)), Any)


ATTRIBUTES = {
    kind: [a.name for a in read_attributes().values() if a.kind == kind] for kind in Kind
}  # fmt: skip
TEXTS = st.text(
    st.characters(exclude_categories=("Cc", "Cf", "Co", "Cs", "Zl", "Zp", "Cn"), exclude_characters="\\"), max_size=12
)
NUMBERS = st.decimals(-(10**9), 10**9, places=3, allow_nan=False).map(lambda n: n.normalize() if n else Decimal(0))
DAYS = st.dates(date(1970, 1, 1), date(2100, 1, 1)) | st.builds(
    lambda count, unit: Ago(count, unit) if count else Ago(0), st.integers(0, 90), st.sampled_from(list(UNITS))
)
VALUES = {Kind.TEXT: TEXTS, Kind.NUMBER: NUMBERS, Kind.DATE: DAYS, Kind.BOOLEAN: st.booleans()}


def _single(kind: Kind) -> st.SearchStrategy:
    name, value = st.sampled_from(ATTRIBUTES[kind]), VALUES[kind]
    signs = ("=", "!=") if kind in (Kind.TEXT, Kind.BOOLEAN) else ("=", "!=", "<", "<=", ">", ">=")
    tests = [st.builds(Comparison, name, st.sampled_from(signs), value), st.builds(Absence, name, st.booleans())]
    if kind != Kind.BOOLEAN:
        tests.append(st.builds(Membership, name, st.lists(value, min_size=1, max_size=4).map(tuple), st.booleans()))
    if kind == Kind.NUMBER:
        tests.append(
            st.builds(lambda n, a, b, no: Range(n, min(a, b), max(a, b), no), name, value, value, st.booleans())
        )
    if kind == Kind.DATE:
        ranges = st.tuples(value, value).map(lambda ends: ends[::-1] if is_after(*ends) else ends)
        tests.append(st.builds(lambda n, ends, no: Range(n, *ends, no), name, ranges, st.booleans()))
    if kind == Kind.TEXT:
        tests.append(st.builds(Part, name, TEXTS.filter(str.strip), st.booleans()))
    if kind == Kind.BOOLEAN:
        tests.append(st.builds(Truth, name))
    return st.one_of(tests)


EXPRESSIONS = st.recursive(
    st.one_of([_single(kind) for kind in Kind]),
    lambda inner: (
        st.builds(Not, inner) | st.builds(joined, st.sampled_from([All, Any]), st.lists(inner, min_size=2, max_size=3))
    ),
    max_leaves=8,
)


@given(EXPRESSIONS)
@settings(max_examples=150, deadline=None)
def test_what_is_rendered_is_read_as_the_same_tree(expression):
    assert parse(render(expression)) == expression


@pytest.fixture(scope="module")
def customers() -> duckdb.DuckDBPyConnection:
    """An empty table of customers and one that nobody may touch."""
    connection = duckdb.connect()
    types = {kind: name for name, kind in reversed(KIND_OF_TYPE.items())}
    columns = ", ".join(f"{a.name} {types[a.kind]}" for a in read_attributes().values())
    connection.execute(f"create table customer_attributes ({columns}, moment_on date)")
    connection.execute("insert into customer_attributes (plan, moment_on) values ('x', date '2026-06-30')")
    connection.execute("create table precious as select 1 as one")
    return connection


def _ask(connection: duckdb.DuckDBPyConnection, condition: str) -> int:
    return connection.execute(
        f"select count(*) from customer_attributes as attributes where {condition}"
    ).fetchone()[0]  # fmt: skip


@given(EXPRESSIONS)
@settings(max_examples=100, deadline=None)
def test_every_definition_runs_as_one_condition(customers, expression):
    condition = to_sql(expression)
    statements = customers.extract_statements(f"select 1 from customer_attributes as attributes where {condition}")
    assert len(statements) == 1
    # By De Morgan and three-valued logic, nobody meets a definition and its opposite.
    assert _ask(customers, f"{condition} and not {condition}") == 0
    assert customers.execute("select one from precious").fetchone() == (1,)


HOSTILE = [
    "plan", "arr_usd", "=", "'", '"', "(", ")", "and", "or", "not", "in", ";", "--", "/*", "drop table precious", "1",
    "\\", "{{", "}}", "is", "null", "between", "30 days ago", "\u202e", "\x00", ",",
]  # fmt: skip


@given(st.text(max_size=60) | st.lists(st.sampled_from(HOSTILE), max_size=12).map(" ".join))
@settings(max_examples=400, deadline=None)
def test_any_text_is_a_definition_or_is_refused_kindly(customers, text):
    try:
        compiled = compile_definition(text)
    except ExpressionError as error:
        assert 1 <= error.position <= len(text) + 1
        return
    _ask(customers, compiled.sql)


def test_a_text_cannot_leave_its_quotes(customers):
    hostile = "x' or 1 = 1; drop table precious; --"
    compiled = compile_definition(f'plan = "{hostile}"')
    assert compiled.sql == "(attributes.plan = 'x'' or 1 = 1; drop table precious; --')"
    assert _ask(customers, compiled.sql) == 0
    assert _ask(customers, compile_definition("plan = 'x'").sql) == 1


NULLS = {
    "health_score < 40": 0, "not health_score < 40": 0, "health_score != 3": 0, "health_score is null": 1,
    "health_score is not null": 0, "health_score is null or health_score < 40": 1, "country not in ('DE')": 0,
    "country contains 'd'": 0, "plan contains 'X'": 1, "plan not contains 'y'": 1,
}  # fmt: skip


@pytest.mark.parametrize(("written", "members"), NULLS.items())
def test_who_is_not_known_meets_neither_a_condition_nor_its_opposite(customers, written, members):
    assert _ask(customers, compile_definition(written).sql) == members


DAYS_AGO = {
    "today": "2026-06-30", "30 days ago": "2026-05-31", "2 weeks ago": "2026-06-16", "1 month ago": "2026-05-30",
    "4 months ago": "2026-02-28", "2 years ago": "2024-06-30",
}  # fmt: skip


@pytest.mark.parametrize(("written", "day"), DAYS_AGO.items())
def test_days_are_counted_back_from_the_day_looked_at(customers, written, day):
    customers.execute(f"update customer_attributes set last_case_on = date '{day}'")
    assert _ask(customers, compile_definition(f"last_case_on = {written}").sql) == 1
    assert _ask(customers, compile_definition(f"last_case_on < {written}").sql) == 0


@given(DAYS, DAYS, st.dates(date(2000, 1, 1), date(2040, 12, 31)))
@settings(max_examples=150, deadline=None)
def test_a_range_is_called_empty_only_where_it_is(customers, low, high, moment):
    if is_after(low, high):
        start, _, end = to_sql(Range("last_case_on", low, high)).partition("between ")[2][:-1].partition(" and ")
        values = f"(values (date '{moment}')) as attributes (moment_on)"
        assert customers.execute(f"select {start} > {end} from {values}").fetchone() == (True,)


def test_other_attributes_may_be_given():
    attributes = {"last_login": Attribute("last_login", Kind.DATE, "")}
    assert render(parse("last_login >= 30 days ago", attributes)) == "last_login >= 30 days ago"
    with pytest.raises(ExpressionError, match="plan"):
        parse("plan = 'x'", attributes)
