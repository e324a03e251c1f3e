"""Agents at work over the last 400 days: reflexes, actions, suggestions, playbooks, games, claims and policies.

Each module makes the tables of one kind; what they share stands in roster.py.
"""

from __future__ import annotations

from collections.abc import Iterator

from dagster_project.connectors.demo_company.platform.agents.actions import action_log, unified_log
from dagster_project.connectors.demo_company.platform.agents.claims import claims
from dagster_project.connectors.demo_company.platform.agents.playbooks import playbook_actions, playbooks
from dagster_project.connectors.demo_company.platform.agents.policies import policy_tables
from dagster_project.connectors.demo_company.platform.agents.reflexes import reflex_log, reflexes
from dagster_project.connectors.demo_company.platform.agents.suggestions import suggestions
from dagster_project.connectors.demo_company.platform.agents.wargames import wargame_tables
from dagster_project.connectors.demo_company.rows import Tables
from dagster_project.connectors.demo_company.subject import Scene, Subject
from data_contracts.platform.agents import (
    ActionLogs,
    NextBestActions,
    OutcomeLedger,
    Playbooks,
    Reflexes,
    ReflexLogs,
    UnifiedActionLogs,
)
from data_contracts.platform.governance import GovernancePolicies, PermissionPolicies, SecurityPolicies
from data_contracts.platform.wargames import WargameMessages, WargameSimulations


def create(scene: Scene) -> Iterator[Tables]:
    """The twelve tables."""
    history = scene.world.history
    actions = action_log(scene, playbook_actions(scene))
    yield {
        Reflexes: reflexes(history),
        ReflexLogs: reflex_log(scene, actions),
        Playbooks: playbooks(history),
        ActionLogs: actions,
        UnifiedActionLogs: unified_log(scene.rng, actions),
        NextBestActions: suggestions(scene),
        OutcomeLedger: claims(scene, actions),
        **wargame_tables(scene),
        **policy_tables(history),
    }


SUBJECT = Subject(
    "agents",
    (
        Reflexes, ReflexLogs, Playbooks, ActionLogs, UnifiedActionLogs, NextBestActions, OutcomeLedger,
        WargameSimulations, WargameMessages, GovernancePolicies, PermissionPolicies, SecurityPolicies,
    ),
    create,
    after=("customer_events", "customers"),
)  # fmt: skip
