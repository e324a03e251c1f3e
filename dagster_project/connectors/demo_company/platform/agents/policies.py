"""Rules of conduct, permissions and security constraints. What agents do is allowed, but for what is planted."""

from __future__ import annotations

import numpy as np
import polars as pl

from dagster_project.connectors.demo_company import rows
from dagster_project.connectors.demo_company.history import History
from dagster_project.connectors.demo_company.planted_effects import planted
from dagster_project.connectors.demo_company.platform.agents.roster import (
    APPROVAL_ABOVE_USD,
    DAILY_LIMIT_USD,
    DELETION_DAYS,
    log_start,
)
from dagster_project.connectors.demo_company.rows import Tables
from data_contracts import Contract
from data_contracts.platform.governance import GovernancePolicies, PermissionPolicies, SecurityPolicies

# name, what it protects, the rule, whether it holds
POLICIES = (
    ("Personal data is redacted", "Safety", "redact(email, phone)", "active"),
    ("Daily budget of an agent", "Cost", f"max_spend(${DAILY_LIMIT_USD}/day)", "active"),
    ("Refunds need a person", "Approval", f"req_appr(refund > ${APPROVAL_ABOVE_USD})", "active"),
    ("Deletion on request", "Legal", f"delete_req({DELETION_DAYS}_days)", "active"),
    ("No offensive text", "Ethics", "block_offensive()", "active"),
    ("Tighter budget", "Cost", "max_spend($20/day)", "draft"),
)

# what to, how, role, whether it is allowed
PERMISSIONS = (
    ("PUBLIC_WEB", "READ", "ANALYST", "Allow"), ("PUBLIC_WEB", "READ", "STRATEGIST", "Allow"),
    ("USER_DATA", "READ", "ANALYST", "Allow_Masked"), ("KNOWLEDGE", "READ", "STRATEGIST", "Allow"),
    ("CRM", "WRITE", "STRATEGIST", "Allow"), ("CRM", "WRITE", "SUPPORT", "Allow"), ("CRM", "WRITE", "OPS", "Allow"),
    ("CRM", "WRITE", "FINANCE", "Allow"), ("CASE", "WRITE", "SUPPORT", "Allow"),
    ("REPORTS", "EXPORT", "ANALYST", "Allow"), ("REPORTS", "EXPORT", "STRATEGIST", "Allow"),
    ("REPORTS", "EXPORT", "SUPPORT", "Allow"), ("REPORTS", "EXPORT", "OPS", "Allow"),
    ("REPORTS", "EXPORT", "FINANCE", "Allow"), ("BILLING", "WRITE", "FINANCE", "Allow"),
    ("SWARM_EXEC", "RESTART", "OPS", "Allow"), ("PLAYBOOK", "EXECUTE", "OPS", "Allow"),
    ("USER_DATA", "DELETE", "OPS", "Allow"), ("DATABASE", "DROP", "PLATFORM_ADMIN", "Allow"),
    ("SECURITY", "UPDATE", "USER", "Deny"), ("USER_DATA", "EXPORT", "SUPPORT", "Deny"),
)  # fmt: skip
DENIED = ("USER_DATA", "EXPORT", "SUPPORT")
CONSTRAINTS = (
    ("USER_DATA", "EXPORT", "SUPPORT", "Deny"), ("DATABASE", "DROP", "OPS", "Deny"),
    ("BILLING", "WRITE", "SUPPORT", "Deny"),
)  # fmt: skip
# Stated otherwise than the permission says; none of them is about what agents do here.
CONTRADICTIONS = (
    ("DATABASE", "DROP", "PLATFORM_ADMIN", "Deny"), ("SECURITY", "UPDATE", "USER", "Allow"),
    ("USER_DATA", "DELETE", "OPS", "Allow_Masked"),
)  # fmt: skip


def policy_tables(history: History) -> Tables:
    """The three tables."""
    names, kinds, rules, states = zip(*POLICIES, strict=True)
    since = np.full(len(names), log_start(history))
    return {
        GovernancePolicies: rows.frame(
            GovernancePolicies,
            {
                "id": rows.numbered("POL-", np.arange(1, len(names) + 1), 3),
                "name": rows.texts(names),
                "type": rows.texts(kinds),
                "logic": rows.texts(rules),
                "status": rows.texts(states),
                "valid_from": rows.instants(since),
                "updated_at": rows.instants(since),
            },
        ),
        PermissionPolicies: _access(PermissionPolicies, PERMISSIONS, history),
        SecurityPolicies: _access(
            SecurityPolicies, CONSTRAINTS + CONTRADICTIONS[: int(planted("access_rules_conflicting").size)], history
        ),
    }


def _access(contract: type[Contract], told: tuple[tuple[str, ...], ...], history: History) -> pl.DataFrame:
    entities, actions, roles, effects = zip(*told, strict=True)
    since = np.full(len(told), log_start(history))
    return rows.frame(
        contract,
        {
            "entity": rows.texts(entities),
            "action": rows.texts(actions),
            "role": rows.texts(roles),
            "effect": rows.texts(effects),
            "valid_from": rows.instants(since),
            "updated_at": rows.instants(since),
        },
    )
