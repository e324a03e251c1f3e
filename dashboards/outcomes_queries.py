"""What the page on outcomes reads: lists, one select each."""

from __future__ import annotations

SOURCES = "select distinct source from reporting.outcome_ledger order by source"

SCORES = "select * from reporting.forecast_scores where source = ?"

CLAIMS = """
    select entry_id, title, outcome_on, revenue_impact_usd, operational_hours_saved, verification_status, decided_by
    from reporting.outcome_ledger
    where source = ? and origin <> 'measured'
    order by outcome_on desc nulls last, entry_id
"""

CLAIMS_BY_STATUS = """
    select verification_status, claim_count, revenue_impact_usd, operational_hours_saved
    from reporting.outcome_claims_by_status
    where source = ?
    order by claim_count desc
"""

WEEKS = """
    select week_start, treated_cases, comparison_cases, is_after
    from reporting.outcome_weeks
    where source = ? and forecast_id = ?
    order by week_start
"""

PLACEBOS = """
    select placebo_kind, placebo_name, effect, effect_low, effect_high, is_outside_zero
    from reporting.outcome_placebos
    where source = ? and forecast_id = ?
    order by placebo_kind, placebo_name
"""

DECISIONS = """
    select status, decided_by, reason, decided_at, is_standing
    from reporting.outcome_decisions
    where source = ? and entry_id = ?
    order by decided_at
"""
