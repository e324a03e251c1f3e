"""What the page on agents' operations reads besides metrics: lists, one select each."""

from __future__ import annotations

REFLEXES = """
    select reflex_name, trigger_condition, action_plan, not_evaluated_reason, due_count, fired_count, missed_count,
        missed_rate, missed_rate_low, missed_rate_high, false_count, false_rate, repeated_count, pending_count,
        not_verifiable_count, logged_count, succeeded_count, median_delay_seconds, median_execution_ms, p90_execution_ms
    from reporting.reflex_performance
    order by missed_count desc, false_count desc, reflex_name
"""

FIRINGS = """
    select verdict, reflex_name, trigger_condition, entity_kind, entity_id, signal_value, threshold, observed_at,
        fired_at, not_verifiable_reason, tenant_name
    from reporting.reflex_firings
    where verdict = ?
    order by coalesce(observed_at, fired_at) desc, reflex_name, entity_id
"""

AGENTS = """
    select agent_id, ended_count, success_rate, success_rate_low, success_rate_high, failed_count,
        compared_failed_count, expected_failed_count, failure_ratio, fails_more_than_others, stuck_count, spend_usd
    from reporting.swarm_performance
    order by success_rate, agent_id
"""

OUTCOMES = """
    select agent_id, action_type, action_count, ended_count, success_rate, success_rate_low, success_rate_high,
        stuck_count, median_seconds, p90_seconds, others_median_seconds, spend_usd
    from reporting.agent_action_outcomes
    order by success_rate, agent_id, action_type
"""

STUCK = """
    select action_id, agent_id, action_type, status, started_at, tenant_name
    from reporting.agent_actions
    where is_stuck
    order by started_at
"""

LOG_DIFFERENCES = """
    select verdict, action_id, agent_id, action_type, status, unified_status, duration_seconds,
        unified_duration_seconds, started_at
    from reporting.action_log_differences
    order by verdict, started_at desc, action_id
"""

LOGS_RECONCILED = """
    select measure, figure_count, agreeing_count, disagreeing_count
    from reporting.reconciliations
    where measure like 'unified_action_logs.%' or measure like 'wargame_simulations.%'
    order by measure
"""

ACCEPTANCE = """
    select suggestion, suggested_count, decided_count, accepted_count, rejected_count, open_count, acceptance_rate,
        acceptance_rate_low, acceptance_rate_high, mean_confidence, median_hours_to_decide
    from reporting.next_best_action_acceptance
    order by acceptance_rate, suggestion
"""

CALIBRATION = """
    select confidence_decile, mean_confidence, acceptance_rate, acceptance_rate_low, acceptance_rate_high,
        decided_count
    from reporting.next_best_action_calibration
    order by source, confidence_decile
"""

SCORES = """
    select source, decided_count, acceptance_rate, mean_confidence, brier_score, uninformed_brier_score,
        calibration_error
    from reporting.next_best_action_scores
    order by source
"""

OPEN_SUGGESTIONS = """
    select entity_id, suggestion, impact, confidence, suggested_at, tenant_name
    from reporting.next_best_actions
    where decision = 'open'
    order by confidence desc, suggested_at
"""

PLAYBOOKS = """
    select playbook_title, category, status, step_count, run_count, ended_run_count, completed_run_count,
        completion_rate, completion_rate_low, completion_rate_high, most_failed_step, incident_run_count,
        median_run_seconds, median_incident_hours, is_used_unready, last_run_at
    from reporting.playbook_performance
    order by completion_rate nulls last, playbook_title
"""

RUNS_NOT_COMPLETED = """
    select playbook_run_id, playbook_title, playbook_status, outcome, failed_step, done_step_count, step_count,
        incident_title, started_at
    from reporting.playbook_runs
    where outcome <> 'completed'
    order by started_at desc
"""

WARGAMES = """
    select simulation_id, topic, outcome, reported_status, round_count, planned_round_count, participant_count,
        message_count, reported_message_count, hours_played, silent_day_count, decision, last_message, started_at
    from reporting.wargames
    order by outcome = 'concluded', started_at desc
"""

CLAIMS_BY_STATUS = """
    select verification_status, claim_count, repeated_claim_count, revenue_impact_usd, operational_hours_saved,
        hours_value_usd, median_revenue_impact_usd
    from reporting.outcome_claims_by_status
    order by verification_status
"""

DOUBTFUL_CLAIMS = """
    select claim_id, verification_status, is_claimed_again, action_id, agent_id, action_type, revenue_impact_usd,
        operational_hours_saved, verified_by, claimed_at
    from reporting.outcome_claims
    where verification_status = 'Disputed' or is_claimed_again
    order by revenue_impact_usd desc, claim_id
"""

POLICIES = """
    select policy_name, logic, status, not_evaluated_reason, checked_count, violation_count, violation_rate,
        violation_rate_low, violation_rate_high, last_violation_on
    from reporting.governance_policies
    order by violation_count desc, policy_name
"""

VIOLATIONS = """
    select occurred_on, policy_name, policy_kind, agent_id, action_type, entity_id, finding, measured_value,
        limit_value, tenant_name
    from reporting.policy_violations
    order by occurred_on desc, policy_name, entity_id
"""

ACCESS_RULES = """
    select access_rule_id, effect, permission_effects, security_effects, is_conflicting, action_count,
        violation_count
    from reporting.access_rules
    where is_conflicting or violation_count > 0 or effect = 'no rule'
    order by violation_count desc, is_conflicting desc, access_rule_id
"""
