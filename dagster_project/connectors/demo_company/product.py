"""The product as its support desk sees it: components with their theme, teams, errors, and what goes wrong in them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from data_contracts.vocabulary import ROOT_CAUSES

THEMES = ("login", "ingestion_delays", "billing_limits", "ui_glitches", "exports", "integrations", "performance",
          "docs_questions")  # fmt: skip

GROUPS = ("Frontline EMEA", "Frontline Americas", "Frontline APAC", "Platform", "Integrations", "Billing")
"""Groups of the support desk: the first three by region, in the order of geography.REGIONS, then the specialists."""

GROUP_SHARES = (0.24, 0.23, 0.17, 0.15, 0.12, 0.09)
PLATFORM, INTEGRATIONS, BILLING = 3, 4, 5

ENGINEERING_TEAMS = ("Identity", "Data Intake", "Monetization", "Web Experience", "Data Delivery", "Ecosystem",
                     "Core Services", "Language", "Documentation", "Site Reliability")  # fmt: skip


@dataclass(frozen=True)
class Component:
    """One part of the product.

    weight: share of ordinary cases. specialists: index into GROUPS. resource: the service that runs it.
    causes: weights of the root causes, in the order of vocabulary.ROOT_CAUSES.
    """

    name: str
    theme: str
    team: str
    specialists: int
    weight: float
    error_prefix: str
    resource: str
    resource_type: str
    causes: tuple[float, ...]


# Root causes:          defect, feature_gap, missing_guide, configuration, usage, third_party
COMPONENTS = (
    Component("Sign-in", "login", "Identity", PLATFORM, 0.13, "AUTH", "identity-gateway", "service",
              (0.18, 0.05, 0.12, 0.32, 0.25, 0.08)),
    Component("Ingestion pipeline", "ingestion_delays", "Data Intake", PLATFORM, 0.13, "ING", "ingest-workers", "queue",
              (0.42, 0.05, 0.05, 0.25, 0.08, 0.15)),
    Component("Billing", "billing_limits", "Monetization", BILLING, 0.10, "BILL", "billing-ledger", "service",
              (0.12, 0.15, 0.23, 0.15, 0.30, 0.05)),
    Component("Dashboards", "ui_glitches", "Web Experience", PLATFORM, 0.10, "UI", "dashboard-renderer", "service",
              (0.48, 0.17, 0.10, 0.05, 0.20, 0.00)),
    Component("Exports", "exports", "Data Delivery", PLATFORM, 0.09, "EXP", "export-writer", "service",
              (0.50, 0.15, 0.10, 0.15, 0.08, 0.02)),
    Component("Public API", "integrations", "Ecosystem", INTEGRATIONS, 0.08, "API", "api-edge", "service",
              (0.25, 0.20, 0.20, 0.12, 0.18, 0.05)),
    Component("Connectors", "integrations", "Ecosystem", INTEGRATIONS, 0.10, "CON", "connector-runner", "queue",
              (0.20, 0.15, 0.10, 0.25, 0.10, 0.20)),
    Component("Search", "performance", "Core Services", PLATFORM, 0.06, "SRCH", "search-index", "database",
              (0.45, 0.15, 0.05, 0.15, 0.15, 0.05)),
    Component("Alerts", "ui_glitches", "Web Experience", PLATFORM, 0.05, "ALRT", "alert-dispatcher", "queue",
              (0.35, 0.20, 0.15, 0.15, 0.10, 0.05)),
    Component("Mobile app", "ui_glitches", "Web Experience", PLATFORM, 0.04, "MOB", "mobile-gateway", "service",
              (0.50, 0.20, 0.05, 0.05, 0.15, 0.05)),
    Component("Text analysis", "performance", "Language", PLATFORM, 0.05, "NLP", "text-models", "service",
              (0.30, 0.30, 0.10, 0.10, 0.15, 0.05)),
    Component("Documentation", "docs_questions", "Documentation", PLATFORM, 0.07, "DOC", "docs-site", "service",
              (0.02, 0.10, 0.50, 0.03, 0.35, 0.00)),
)  # fmt: skip

COMPONENT_NAMES = tuple(component.name for component in COMPONENTS)
THEME_OF_COMPONENT = np.array([THEMES.index(component.theme) for component in COMPONENTS])
SPECIALISTS = np.array([component.specialists for component in COMPONENTS])
COMPONENT_WEIGHTS = np.array([component.weight for component in COMPONENTS])
CAUSE_WEIGHTS = np.array([component.causes for component in COMPONENTS])
EXPORTS = COMPONENT_NAMES.index("Exports")
DOCUMENTATION = COMPONENT_NAMES.index("Documentation")

ERROR_NUMBERS = ("1001", "1042", "2007", "3310")
ERROR_CODES = tuple(f"{component.error_prefix}-{number}" for component in COMPONENTS for number in ERROR_NUMBERS)
"""Four codes per component, in the order of components."""

SEARCH_HANDED_OVER_DAYS_BEFORE = 200
SEARCH_NEW_TEAM = "Data Delivery"
"""The component Search changes hands once, so many days before the end of the history."""

if any(len(component.causes) != len(ROOT_CAUSES) for component in COMPONENTS):
    raise ValueError("every component needs a weight for each root cause")
