"""What the platform and two of its tenants demand of the rows that come in; one rule is not written right."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from dagster_project.connectors.demo_company import rows
from dagster_project.connectors.demo_company.rows import Tables
from dagster_project.connectors.demo_company.subject import Scene, Subject
from data_contracts.platform.validation import ValidationRules

LARGEST, SECOND = 0, 1
# entity, field, rule, params, place of the tenant (None: all of them)
RULES = (
    ("customer", "email", "regex", r"^.+@.+\..+$", None),
    ("event", "occurred_at", "not_null", "{}", None),
    ("event", "sentiment_score", "range", '{"min": -1, "max": 1}', None),
    ("product", "sku", "unique", '{"scope": "tenant"}', None),
    ("order", "quantity", "positive", "{}", None),
    ("user", "email", "unique", '{"scope": "tenant"}', LARGEST),
    ("case", "subject", "not_null", "{}", LARGEST),
    ("invoice", "amount", "range", '{"min": 0}', SECOND),
    ("order", "amount", "positive", "{}", None),
    ("customer", "email", "regex", r"^[^@]+@(?!example\.com", SECOND),
)


def create(scene: Scene) -> Iterator[Tables]:
    """The rules."""
    entities, fields, kinds, params, places = zip(*RULES, strict=True)
    ids = scene.world.company.ids
    yield {
        ValidationRules: rows.frame(
            ValidationRules,
            {
                "entity_type": rows.texts(entities),
                "field_name": rows.texts(fields),
                "rule_type": rows.texts(kinds),
                "params": rows.texts(params),
                "tenant_id": pl.Series([None if place is None else ids[place] for place in places], dtype=pl.String),
            },
        )
    }


SUBJECT = Subject("validation", (ValidationRules,), create)
