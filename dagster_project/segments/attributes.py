"""What may be asked of a customer: the attributes, each with its kind and its meaning.

They are declared once, as the columns of the published table `customer_attributes` that carry `meta: {attribute: ...}`;
the language, the models and the pages take them from there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

import yaml

from dagster_project.resources.paths import DBT_PROJECT

DECLARED_IN = DBT_PROJECT / "models" / "reporting" / "segments" / "_reporting_segments__attributes.yml"


class Kind(StrEnum):
    """What an attribute is made of, which decides what it may be compared with."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    BOOLEAN = "boolean"


KIND_OF_TYPE = {
    "varchar": Kind.TEXT, "double": Kind.NUMBER, "bigint": Kind.NUMBER, "date": Kind.DATE, "boolean": Kind.BOOLEAN,
}  # fmt: skip


@dataclass(frozen=True)
class Attribute:
    """One attribute of a customer.

    is_dated: whether it is worked out as of any day from facts with a time of their own; the others are as the
    newest row said that had reached us by then.
    """

    name: str
    kind: Kind
    description: str
    is_dated: bool = False


@cache
def read_attributes() -> Mapping[str, Attribute]:
    """The attributes of the project by name, in the order of the table's columns."""
    (model,) = yaml.safe_load(DECLARED_IN.read_text())["models"]
    told = ((column, column.get("config", {}).get("meta", {}).get("attribute")) for column in model["columns"])
    return {
        column["name"]: Attribute(
            column["name"], KIND_OF_TYPE[column["data_type"]], column["description"], attribute == "dated"
        )
        for column, attribute in told
        if attribute
    }
