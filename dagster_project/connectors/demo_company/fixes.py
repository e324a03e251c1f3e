"""Fixes that some accounts get before the others: who is treated, and which cases they no longer open.

A case that does not come any more is one of anybody's about something else instead, so that the volume of a day stays
what it was and nothing is planted in other subjects. Draws are from a stream of their own.
"""

from __future__ import annotations

import numpy as np

from dagster_project.connectors.demo_company.company import SETTLING_IN, Company
from dagster_project.connectors.demo_company.draws import Flags, Ints, Random, choose
from dagster_project.connectors.demo_company.history import History
from dagster_project.connectors.demo_company.planted_effects import planted
from dagster_project.connectors.demo_company.product import COMPONENT_WEIGHTS, EXPORTS, THEME_OF_COMPONENT, THEMES

PAGES, GUIDE, SIGN_IN = (THEMES.index(theme) for theme in ("ui_glitches", "docs_questions", "login"))


def treated_accounts(company: Company, name: str) -> Flags:
    """Which tenants got the fix of that planted effect first.

    Tenants are in order of size, and pairs of neighbours are split now one way and now the other, so that both groups
    open about as many cases and no two fixes have the same groups. For sign_in_drift the pairs are of one time zone.
    """
    place = np.arange(company.weight.size)
    if name != "sign_in_drift":
        return np.isin(place % 4, (1, 2)) if name == "pages_fixed" else np.isin(place % 8, (0, 1, 6, 7))
    partner = partners(company)
    first = np.minimum(place, partner)
    order = np.searchsorted(np.unique(first), first)
    return (partner != place) & ((place > partner) == (order % 2 == 0))


def partners(company: Company) -> Ints:
    """The tenant of nearly the same size in the same time zone, for each; itself where it is left over."""
    partner = np.arange(company.weight.size)
    for zone in np.unique(company.zone):
        members = np.flatnonzero(company.zone == zone)
        paired = members[: members.size // 2 * 2].reshape(-1, 2)
        partner[paired[:, 0]], partner[paired[:, 1]] = paired[:, 1], paired[:, 0]
    return partner


def apply_fixes(
    rng: Random, company: Company, history: History, opened: Ints, incident: Ints, tenant: Ints, component: Ints
) -> tuple[Ints, Ints]:
    """Tenant and component of each case as the fixes leave them; cases that an incident caused stay as they are."""
    ordinary = incident < 0
    was_there = np.where(company.created + SETTLING_IN < history.start, company.weight, 0.0)
    for name, theme in (("pages_fixed", PAGES), ("guide_rewritten", GUIDE)):
        effect = planted(name)
        is_about = THEME_OF_COMPONENT[component] == theme
        is_after = opened >= history.days_before_end(effect.starts_days_before)
        spared = rng.random(opened.size) < -effect.size
        gone = ordinary & is_about & is_after & treated_accounts(company, name)[tenant] & spared
        # Exports has an effect of its own, and what has a fix here takes nothing over.
        has_fix = np.isin(THEME_OF_COMPONENT, (PAGES, GUIDE, SIGN_IN)) | (np.arange(COMPONENT_WEIGHTS.size) == EXPORTS)
        other = choose(rng, opened.size, np.where(has_fix, 0.0, COMPONENT_WEIGHTS))
        component = np.where(gone, other, component)
        tenant = np.where(gone, choose(rng, opened.size, was_there), tenant)
    return _drifted(rng, company, history, opened, ordinary, tenant, component), component


def _drifted(
    rng: Random, company: Company, history: History, opened: Ints, ordinary: Flags, tenant: Ints, component: Ints
) -> Ints:
    """Cases about signing in go over from treated accounts to their partners, more and more until the fix."""
    effect = planted("sign_in_drift")
    partner, treated = partners(company)[tenant], treated_accounts(company, effect.name)
    over = (opened - history.start) / (history.days_before_end(effect.starts_days_before) - history.start)
    wants_treated = rng.random(opened.size) >= effect.size * np.clip(over, 0, 1)
    moves = ordinary & (THEME_OF_COMPONENT[component] == SIGN_IN) & (partner != tenant)
    moves &= (treated[tenant] != wants_treated) & (company.created[partner] + SETTLING_IN <= opened)
    return np.where(moves, partner, tenant)
