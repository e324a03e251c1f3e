"""How much each topic moves the score of an answer that names it, as planted."""

from __future__ import annotations

import numpy as np

from dagster_project.connectors.demo_company.draws import Floats
from dagster_project.connectors.demo_company.planted_effects import planted
from dagster_project.connectors.demo_company.product import THEMES

EFFECT_OF_THEME = {
    "login": "product_score_login",
    "ingestion_delays": "product_score_ingestion_delays",
    "billing_limits": "product_score_billing_limits",
    "ui_glitches": "product_score_ui_glitches",
    "exports": "product_score_exports",
    "integrations": "product_score_integrations",
    "performance": "product_score_performance",
    "docs_questions": "product_score_docs_questions",
}


def product_score_moves() -> Floats:
    """Points by topic, in the order of THEMES."""
    return np.array([planted(EFFECT_OF_THEME[theme]).size for theme in THEMES])
