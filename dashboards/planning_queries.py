"""What the page on planning reads besides metrics: lists, one select each."""

from __future__ import annotations

IS_ANYTHING_THERE = """
    select 1
    where exists (select 1 from reporting.ab_tests) or exists (select 1 from reporting.projects)
        or exists (select 1 from reporting.roadmap_items) or exists (select 1 from reporting.strategy_maps)
        or exists (select 1 from reporting.reported_opportunities)
        or exists (select 1 from reporting.simulation_scenarios)
        or exists (select 1 from reporting.executive_scores)
"""

TESTS = """
    select test_id, test_name, status, reported_winner, finding, verdict, variant_a_name, variant_b_name, a_rate,
        b_rate, difference, difference_low, difference_high, p_value, detectable_difference, a_user_count,
        b_user_count, planned_a_rate, a_share, split_p_value, is_split_off, both_variants_user_count,
        converted_before_user_count, outside_event_count, started_on, ended_on
    from reporting.ab_tests
    order by case verdict when 'contradicts' then 1 when 'not supported' then 2 when 'not judged' then 3
        when 'agrees' then 4 else 5 end, started_on desc, test_name
"""

VARIANTS = """
    select test_name, variant, variant_name, user_count, converted_count, conversion_rate, conversion_rate_low,
        conversion_rate_high, planned_rate
    from reporting.ab_test_variants
    order by started_on desc, test_name, variant
"""

CALIBRATION = """
    select confidence_band, forecast_count, in_range_count, stated_rate, in_range_rate, in_range_rate_low,
        in_range_rate_high, verdict
    from reporting.forecast_calibration
    order by case confidence_band when 'all' then 0 else 1 end, stated_rate desc
"""

FORECASTS = """
    select project_title, metric, near_estimate, far_estimate, actual, outcome, confidence, forecast_on
    from reporting.project_forecasts
    where is_known and not is_in_range
    order by confidence desc, project_title, metric
"""

RUNNING = """
    select title, owner, reported_status, status_by_dates, is_status_too_kind, progress_rate, elapsed_rate,
        progress_gap, starts_on, due_on, days_past_due
    from reporting.projects
    where is_open
    order by days_past_due desc nulls last, title
"""

PRIORITIES = """
    select priority, item_count, done_count, open_count, overdue_count, slipped_count, slipped_rate, slipped_rate_low,
        slipped_rate_high, mean_slip_months, longest_slip_months, kept_count, dated_count, kept_rate
    from reporting.roadmap_priorities
    order by priority_place
"""

ITEMS = """
    select title, priority, status, first_eta_month, eta_month, slip_month_count, months_overdue
    from reporting.roadmap_items
    where is_open and (is_overdue or is_slipped)
    order by months_overdue desc, slip_month_count desc, title
"""

MAPS = """
    select title, status, view_mode, node_count, updated_on, days_since_update, is_stale
    from reporting.strategy_maps
    order by is_stale desc, days_since_update desc
"""

OPPORTUNITIES = """
    select title, opportunity_type, status, tenant_name, reported_impact_usd, updated_on
    from reporting.reported_opportunities
    order by reported_impact_usd desc, title
"""

SCENARIOS = """
    select scenario_name, run_count, usual_outcome, usual_count, outcome_count, usual_rate, usual_rate_low,
        usual_rate_high, mean_confidence, is_over_confident, median_run_time_ms / 1000 as median_seconds,
        longest_run_time_ms / 1000 as longest_seconds, last_ran_at
    from reporting.simulation_scenarios
    order by usual_rate, scenario_name
"""

RUNS = """
    select ran_at, scenario_name, outcome, usual_outcome, confidence, run_time_ms / 1000 as seconds
    from reporting.simulation_runs
    where not is_usual
    order by ran_at desc nulls last
"""

SCORES = """
    select category, title, reported_score, computed_score, difference, score_verdict, reported_trend, computed_trend,
        trend_verdict, narrative, score_date
    from reporting.executive_scores
    where is_latest
    order by category
"""

SCORES_BY_DAY = """
    select category, score_date, 'reported' as series, reported_score as score
    from reporting.executive_scores
    union all
    select category, score_date, 'computed' as series, computed_score as score
    from reporting.executive_scores
    where computed_score is not null
    order by category, score_date
"""

INPUTS = """
    select category, label, value_rate, value_rate_low, value_rate_high, fact_count, worst_value, best_value, points,
        weight, meaning
    from reporting.executive_score_inputs
    where is_latest
    order by category, label
"""
