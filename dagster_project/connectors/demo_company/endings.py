"""Cases that are deleted, some of which are recovered, and cases that are merged into an older one.

While a case is deleted nothing happens to it: what would have happened comes later by as long as it was gone.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dagster_project.connectors.demo_company.draws import Ints, Random, happens, portion, spread
from dagster_project.connectors.demo_company.history import DAY, HOUR, NEVER, History
from dagster_project.connectors.demo_company.lifecycle import Life
from dagster_project.connectors.demo_company.openings import Openings

SHARE_DELETED, SHARE_RECOVERED = 0.005, 0.4
SHARE_MERGED = 0.0085
"""A little more than the 0.8 % that remain: some find no older case to go to, or are resolved before."""
PAUSE_AFTER_RECOVERY = 60


@dataclass(frozen=True)
class Endings:
    """When cases go away, in seconds; NEVER where they do not. merged_into: place in the block, -1 for none.

    ends: from then on nothing happens to the case: it was deleted for good or merged, or the history ends.
    """

    deleted: Ints
    recovered: Ints
    merged: Ints
    merged_into: Ints
    ends: Ints

    def shifted(self, case: Ints, at: Ints) -> Ints:
        """Instants moved behind the time their case was deleted, where they fall into it or after it."""
        deleted, recovered = self.deleted[case], self.recovered[case]
        gap = np.where(recovered < NEVER, recovered - deleted + PAUSE_AFTER_RECOVERY, 0)
        return np.where(at >= deleted, at + gap, at)


def end_cases(rng: Random, openings: Openings, life: Life, history: History) -> Endings:
    """Draw which cases of a block are deleted, recovered or merged."""
    count, opened = len(openings), openings.opened
    # Before it is resolved, and within a fortnight: nobody deletes what lies there for long.
    span = np.minimum(np.minimum(life.first_cycle.resolved, life.first_cycle.closed) - opened, 14 * DAY)
    deleted = opened + 60 + portion(rng, span - 120, 0.05, 0.9)
    deleted[~happens(rng, count, SHARE_DELETED)] = NEVER
    is_recovered = happens(rng, count, SHARE_RECOVERED) & (deleted < NEVER)
    gone = np.maximum(spread(rng, count, 3 * HOUR, 1.2), 300).astype(np.int64)
    recovered = np.where(is_recovered, deleted + gone, NEVER)

    merged = opened + np.maximum(spread(rng, count, 0.7 * HOUR, 1.0), 90).astype(np.int64)
    older = _older_case_of_tenant(openings.tenant)
    can_merge = happens(rng, count, SHARE_MERGED) & (older >= 0) & (deleted == NEVER) & (merged < opened + span)
    # The case that goes on must itself be there.
    can_merge &= ~can_merge[older] & (deleted[older] == NEVER)
    merged[~can_merge] = NEVER
    is_gone_for_good = (deleted < NEVER) & ~is_recovered
    ends = np.minimum(np.where(is_gone_for_good, deleted, merged), history.until)
    return Endings(deleted, recovered, merged, np.where(can_merge, older, -1), ends)


def _older_case_of_tenant(tenant: Ints) -> Ints:
    """For each case the one before it of the same tenant in the block, -1 for none."""
    order = np.argsort(tenant, kind="stable")
    older = np.full(tenant.size, -1)
    is_same = tenant[order][1:] == tenant[order][:-1]
    older[order[1:][is_same]] = order[:-1][is_same]
    return older
