"""What a column says of a person, read from its name. A role decides how values are made alike and compared."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence

from dagster_project.resources.errors import UserError

ROLES = (
    "name", "given_name", "surname", "email", "phone", "birth_date", "identifier", "company", "street", "street_number",
    "postcode", "city", "region", "country", "text",
)  # fmt: skip
"""`text` is any other column; it is compared as a whole."""

PATTERNS = (
    ("email", r"e_?mail(_?address)?|mail"),
    ("phone", r"(phone|tel|telephone|mobile|cell)(_?(number|no))?|phone_\w+"),
    ("given_name", r"(given|first|fore)_?name"),
    ("surname", r"(sur|last|family)_?name"),
    ("name", r"(full_?|display_?|customer_?|contact_?|person_?|user_?|requester_?)?name"),
    ("birth_date", r"(date_?of_?birth|birth_?(date|day)|dob)"),
    ("identifier", r"(soc_?sec_?id|ssn|national_?id|passport(_?(no|number))?|tax_?id|vat_?(id|number))"),
    ("company", r"(company|organi[sz]ation|employer|account)(_?name)?"),
    ("street_number", r"(street|house)_?(number|no)"),
    ("street", r"(street|address)(_?(name|line_?)?\d?)?"),
    ("postcode", r"(post_?code|postal_?code|zip(_?code)?)"),
    ("city", r"(city|town|suburb|locality)"),
    ("region", r"(state|region|province|county)"),
    ("country", r"country(_?code)?"),
)


def role_of(column: str) -> str | None:
    """The role that a column's name tells, or None."""
    plain = re.sub(r"[^a-z0-9]+", "_", column.strip().lower()).strip("_")
    return next((role for role, pattern in PATTERNS if re.fullmatch(pattern, plain)), None)


def choose_columns(columns: Sequence[str], wanted: Sequence[str] = (), besides: Sequence[str] = ()) -> dict[str, str]:
    """Column → role. Without `wanted`, every column whose name tells its role, those `besides` left out.

    wanted: names of columns, or role=column where the name does not tell. A named column without a known role is
    compared as text. Raises UserError for a column that is not there, an unknown role, or where nothing is left.
    """
    if not wanted:
        found = {column: role for column in columns if column not in besides and (role := role_of(column))}
        if not found:
            raise UserError(
                f"No column tells anything of a person: {', '.join(columns)}.",
                "Name the columns to compare: --columns name=FULL_NM,email=CONTACT (roles: " + ", ".join(ROLES) + ").",
            )
        return found
    chosen: dict[str, str] = {}
    for word in wanted:
        role, _, column = word.rpartition("=")
        if column not in columns:
            near = difflib.get_close_matches(column, columns, n=1)
            raise UserError(
                f"There is no column {column!r}; there are {', '.join(columns)}.",
                f"Did you mean {near[0]!r}?" if near else "",
            )
        if role and role not in ROLES:
            near = difflib.get_close_matches(role, ROLES, n=1)
            hint = f" Did you mean {near[0]!r}?" if near else ""
            raise UserError(f"{role!r} is no role of a column.{hint}", f"Roles are {', '.join(ROLES)}.")
        chosen[column] = role or role_of(column) or "text"
    return chosen
