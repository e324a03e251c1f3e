"""What the data health page reads: rows of the release about the release itself. One select for each list."""

from __future__ import annotations

from dashboards.case_tables import LINK

FRESHNESS = """
    select
        case freshness_state when 'export' then 'old export' else freshness_state end as state,
        source, contract_source || '.' || table_name as table_name, owner, newest_event_at,
        3600 * age_hours as age, case when freshness_state <> 'export' then 3600 * freshness_hours end as promised,
        row_count, newest_load_at
    from reporting.source_freshness
    order by case freshness_state when 'late' then 0 when 'ok' then 1 else 2 end, source, table_name
"""

BATCHES = """
    select committed_at, source, contract_source || '.' || table_name as table_name, rows_read, rows_accepted,
        rows_rejected, rows_changed, origin, batch_id
    from reporting.ingested_batches
    order by committed_at desc, batch_id desc
"""

REASONS = """
    select
        contract_source || '.' || table_name || coalesce('.' || column_name, '') as place,
        'expected ' || expected as expected, row_count as rows, first_rejected_at as first_seen,
        last_rejected_at as last_seen, found_value as sample
    from reporting.rejected_row_reasons
    order by rows desc, place
"""

REJECTED = """
    select rejected_at, source, contract_source || '.' || table_name as table_name, column_name, found_value, expected,
        origin, row_number, record_key, record, batch_id
    from reporting.rejected_rows
    where $1 is null or (contract_source || '.' || table_name || coalesce('.' || column_name, '')) = $1
        and 'expected ' || expected = $2
    order by rejected_at desc, row_number
"""

CHECKS = """
    select status, name, failures, coalesce(nullif(description, ''), message, '') as words
    from release.checks
    order by case status when 'pass' then 1 else 0 end, failures desc, name
"""

AUDIT = "select check_count, passed_count, warning_count from release.audit"

ILLEGAL = f"""
    select {LINK}, source, occurred_at, state_before, state_after
    from reporting.illegal_state_transitions
    order by occurred_at desc, case_id
"""

CONFIGURATION = f"""
    select {LINK},
        source, tenant_id, case_id, subject, record_key, problem, effect, loaded_at
    from reporting.sla_configuration_problems
    order by source, subject, record_key, problem
"""

RECONCILIATIONS = """
    select measure, source, figure_count, agreeing_count, differing_count, one_sided_count, reported_total,
        computed_total, largest_difference, disagreeing_count
    from reporting.reconciliations
    order by differing_count desc, measure
"""

DIFFERENCES = """
    select measure, tenant_name, entity_id, period_date, reported_value, computed_value, difference, verdict
    from reporting.reconciliation_differences
    where measure = ?
    order by abs(difference) desc nulls first, period_date desc, entity_id
"""

RULES = """
    select state, coalesce(tenant_name, tenant_id, 'all') as tenant, entity_type || '.' || field_name as looks_at,
        rule_type, params, coalesce(enforced_on, problem) as enforced_on, rejected_count, first_rejected_at, source
    from reporting.validation_rules
    order by case state when 'unusable' then 0 when 'in force' then 1 else 2 end, rejected_count desc nulls last,
        looks_at, rule_type, tenant
"""

SCHEMA_CHANGES = """
    select detected_at, source, contract_source || '.' || table_name as table_name, column_name, change,
        concat_ws(' → ', type_before, type_after) as types, effect, batch_id
    from reporting.schema_changes
    order by detected_at desc, source, table_name, column_name
"""
