"""What agents work by: runbooks, macros, and which team owns which component. The same for every seed."""

from __future__ import annotations

import numpy as np
import polars as pl

from dagster_project.connectors.demo_company import rows
from dagster_project.connectors.demo_company.history import DAY, History
from dagster_project.connectors.demo_company.product import (
    COMPONENTS,
    ENGINEERING_TEAMS,
    SEARCH_HANDED_OVER_DAYS_BEFORE,
    SEARCH_NEW_TEAM,
    THEMES,
)
from dagster_project.connectors.demo_company.staff import Staff
from data_contracts.support.escalations import ComponentOwners
from data_contracts.support.guidance import Macros, Runbooks

RUNBOOKS = (
    # title, component, steps
    ("Reset a single sign-on configuration", "Sign-in", "Check the identity provider|Rotate the certificate|Test it"),
    ("Unlock accounts after failed sign-ins", "Sign-in", "Read the audit log|Rule out an attack|Unlock and notify"),
    ("Drain a stuck ingestion queue", "Ingestion pipeline", "Read lag by partition|Raise the quota|Replay letters"),
    ("Backfill a gap in ingested data", "Ingestion pipeline", "Find the gap|Request a replay|Compare counts"),
    ("Correct a wrong invoice", "Billing", "Compare usage and invoice|Issue a credit|Tell the customer"),
    ("Raise a plan limit for a while", "Billing", "Check entitlement|Set an end date|Inform the account owner"),
    ("Dashboard shows stale or empty tiles", "Dashboards", "Reload without cache|Read tile errors|Rebuild the extract"),
    ("Retry a failed export", "Exports", "Read the job log|Split by date|Retry with a smaller page"),
    ("Diagnose API rate limiting", "Public API", "Read the usage by key|Check the burst setting|Suggest back-off"),
    ("Renew a connector's authorisation", "Connectors", "Check the token|Send a new consent link|Run a test sync"),
    ("Slow search on large workspaces", "Search", "Read query timings|Check index shards|Rebuild the index"),
    ("Alerts arrive late or twice", "Alerts", "Read the dispatch log|Check the schedule|Clear duplicates"),
    ("Collect logs from the mobile app", "Mobile app", "Switch on diagnostics|Reproduce|Attach the archive"),
    ("Re-score texts after a model change", "Text analysis", "Pick a sample|Compare scores|Start the re-score"),
    ("Answer a how-to question", "Documentation", "Search the guide|Link the page|File a docs request where none fits"),
)  # fmt: skip

MACROS = (
    # title, theme, runbook (index into RUNBOOKS or None), page
    ("Reset your password", "login", 1, "reset-password"),
    ("Set up single sign-on", "login", 0, "single-sign-on"),
    ("Your account is locked", "login", 1, "locked-account"),
    ("Please send the sign-in log", "login", 0, None),
    ("Data is arriving late", "ingestion_delays", 2, "ingestion-lag"),
    ("How to request a backfill", "ingestion_delays", 3, "backfill"),
    ("Please send trace identifiers", "ingestion_delays", 2, None),
    ("Reading your invoice", "billing_limits", 4, "invoices"),
    ("You have reached a limit of your plan", "billing_limits", 5, "plan-limits"),
    ("Adding seats", "billing_limits", 5, "seats"),
    ("Clear the browser cache", "ui_glitches", 6, "empty-tiles"),
    ("Please send a screenshot", "ui_glitches", 6, None),
    ("Notifications on mobile", "ui_glitches", 12, "mobile-notifications"),
    ("Why an alert was late", "ui_glitches", 11, "alert-timing"),
    ("Large exports", "exports", 7, "large-exports"),
    ("Your export has failed", "exports", 7, "failed-exports"),
    ("Scheduling exports", "exports", 7, "scheduled-exports"),
    ("Rate limits of the API", "integrations", 8, "rate-limits"),
    ("Reconnect a source", "integrations", 9, "reconnect"),
    ("Webhook signatures", "integrations", 8, "webhooks"),
    ("Speeding up search", "performance", 10, "search-performance"),
    ("How sentiment is scored", "performance", 13, "sentiment"),
    ("Where to find this in the guide", "docs_questions", 14, "guide"),
    ("Examples for the query language", "docs_questions", 14, "query-examples"),
    ("We have asked for a new page", "docs_questions", None, None),
)  # fmt: skip

_MACRO_THEMES = np.array([THEMES.index(theme) for _, theme, _, _ in MACROS])
MACRO_START = np.searchsorted(_MACRO_THEMES, np.arange(len(THEMES)))
MACRO_COUNT = np.bincount(_MACRO_THEMES, minlength=len(THEMES))
"""Where the macros of each theme stand; they are listed theme by theme."""

RUNBOOK_OF_MACRO = np.array([-1 if runbook is None else runbook for _, _, runbook, _ in MACROS] + [-1])
"""Place of each macro's runbook; -1 for none, and at the end for no macro."""
REPLAY_MACRO = next(place for place, macro in enumerate(MACROS) if macro[0] == "Data is arriving late")
SIGN_ON_RUNBOOK = next(
    place for place, book in enumerate(RUNBOOKS) if book[0] == "Reset a single sign-on configuration"
)
"""Where an effect is planted."""

MACRO_IDS = rows.numbered("MC", np.arange(1, len(MACROS) + 1), 3)
RUNBOOK_IDS = rows.numbered("RB", np.arange(1, len(RUNBOOKS) + 1), 3)


def guidance_tables(staff: Staff, history: History) -> rows.Tables:
    """Runbooks, macros and component owners."""
    team_of = {component.name: component.team for component in COMPONENTS}
    changed = history.start - np.arange(1, len(MACROS) + 1) * 17 * DAY
    greeting = "Hello, thank you for writing to us."
    pages = [page and f"https://docs.loompin.example/{page}" for _, _, _, page in MACROS]
    runbooks = rows.frame(
        Runbooks,
        {
            "runbook_id": RUNBOOK_IDS,
            "title": pl.Series([title for title, _, _ in RUNBOOKS]),
            "component": pl.Series([component for _, component, _ in RUNBOOKS]),
            "owner_team": pl.Series([team_of[component] for _, component, _ in RUNBOOKS]),
            "steps": pl.Series([steps.split("|") for _, _, steps in RUNBOOKS]),
            "is_active": np.ones(len(RUNBOOKS), dtype=bool),
            "updated_at": rows.instants(changed[: len(RUNBOOKS)]),
        },
    )
    macros = rows.frame(
        Macros,
        {
            "macro_id": MACRO_IDS,
            "runbook_id": rows.pick(RUNBOOK_IDS, RUNBOOK_OF_MACRO[:-1]),
            "title": pl.Series([title for title, _, _, _ in MACROS]),
            "category": pl.Series([theme for _, theme, _, _ in MACROS]),
            "body": pl.Series([f"{greeting} {title}: the steps are below." for title, *_ in MACROS]),
            "self_serve_url": pl.Series(pages, dtype=pl.String),
            "is_active": np.ones(len(MACROS), dtype=bool),
            "updated_at": rows.instants(changed),
        },
    )  # fmt: skip
    return {Runbooks: runbooks, Macros: macros, ComponentOwners: _component_owners(staff, history)}


def _component_owners(staff: Staff, history: History) -> pl.DataFrame:
    began = history.start - 365 * DAY
    owned = [(component.name, component.team, began) for component in COMPONENTS]
    owned.append(("Search", SEARCH_NEW_TEAM, history.days_before_end(SEARCH_HANDED_OVER_DAYS_BEFORE)))
    teams = np.array([ENGINEERING_TEAMS.index(team) for _, team, _ in owned])
    valid_from = np.array([since for _, _, since in owned])
    return rows.frame(
        ComponentOwners,
        {
            "component": pl.Series([name for name, _, _ in owned]),
            "team": pl.Series([team for _, team, _ in owned]),
            "owner_id": staff.ids.gather(staff.team_start[teams]),
            "escalation_channel": pl.Series([f"#esc-{team.lower().replace(' ', '-')}" for _, team, _ in owned]),
            "valid_from": rows.instants(valid_from),
            "updated_at": rows.instants(valid_from),
        },
    )
