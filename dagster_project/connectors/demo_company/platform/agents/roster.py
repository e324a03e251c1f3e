"""The agents and what they do: roles, sorts of action, and the limits that policies set."""

from __future__ import annotations

import numpy as np

from dagster_project.connectors.demo_company.history import DAY, History

LOG_DAYS = 400
"""How far back the logs reach."""

# agent, role
AGENTS = (
    ("swarm_1", "ANALYST"), ("swarm_2", "ANALYST"), ("swarm_3", "STRATEGIST"), ("swarm_4", "SUPPORT"),
    ("swarm_5", "SUPPORT"), ("swarm_6", "OPS"), ("swarm_7", "FINANCE"),
)  # fmt: skip
AGENT_NAMES = tuple(name for name, _ in AGENTS)
FAILING_AGENT, SLOW_AGENT, OPS_AGENT = "swarm_4", "swarm_5", "swarm_6"
ROLES = tuple(role for _, role in AGENTS)

# sort of action, what it is done to, and how; median seconds, share that succeeds, median dollars it costs
ACTION_TYPES = (
    ("SCRAPE_REDDIT", "PUBLIC_WEB", "READ", 12.0, 0.93, 0.02),
    ("ANALYZE_SENTIMENT", "USER_DATA", "READ", 6.0, 0.985, 0.03),
    ("SUMMARIZE_VOC", "USER_DATA", "READ", 5.0, 0.98, 0.05),
    ("GENERATE_STRATEGY", "KNOWLEDGE", "READ", 45.0, 0.84, 0.60),
    ("SYNC_CRM", "CRM", "WRITE", 8.0, 0.95, 0.01),
    ("DRAFT_REPLY", "CASE", "WRITE", 4.0, 0.97, 0.04),
    ("TAG_CASES", "CASE", "WRITE", 1.5, 0.95, 0.01),
    ("EXPORT_REPORT", "REPORTS", "EXPORT", 9.0, 0.97, 0.01),
    ("ISSUE_REFUND", "BILLING", "WRITE", 3.0, 0.96, 0.01),
    ("DELETE_CUSTOMER_DATA", "USER_DATA", "DELETE", 30.0, 0.98, 0.01),
    ("RESTART_AGENT", "SWARM_EXEC", "RESTART", 20.0, 0.97, 0.01),
)
TYPE_NAMES = tuple(name for name, *_ in ACTION_TYPES)
EXPORT, REFUND, DELETION = (
    TYPE_NAMES.index(name) for name in ("EXPORT_REPORT", "ISSUE_REFUND", "DELETE_CUSTOMER_DATA")
)
READS_USER_DATA = tuple(
    place for place, (_, entity, action, *_) in enumerate(ACTION_TYPES) if (entity, action) == ("USER_DATA", "READ")
)

# One row per agent, one column per sort of action: what it is asked to do.
TYPE_WEIGHTS = np.array(
    [
        [4, 4, 2, 0, 0, 0, 0, 1, 0, 0, 0],
        [1, 3, 6, 0, 0, 0, 0, 1, 0, 0, 0],
        [1, 0, 0, 6, 1, 0, 0, 1, 0, 0, 0],
        [0, 0, 0, 0, 2, 5, 5, 1, 0, 0, 0],
        [0, 0, 0, 0, 2, 5, 5, 2, 0, 0, 0],
        [0, 0, 0, 0, 3, 0, 0, 1, 0, 2, 2],
        [0, 0, 0, 0, 2, 0, 0, 1, 5, 0, 0],
    ],
    dtype=np.float64,
)

DAILY_LIMIT_USD, APPROVAL_ABOVE_USD, DELETION_DAYS = 50, 100, 30


def log_start(history: History) -> int:
    """When the logs begin."""
    return history.until - LOG_DAYS * DAY
