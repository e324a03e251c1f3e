"""What the page on knowledge and organisation reads besides metrics: lists, one select each."""

from __future__ import annotations

PRESENT = """
    select (select count(*) from reporting.documents) > 0 as has_documents,
        (select count(*) from reporting.stored_files) > 0 as has_files,
        (select count(*) from reporting.report_types) > 0 as has_reports,
        (select count(*) from reporting.twin_states) > 0 as has_twins,
        (select count(*) from reporting.org_units) > 0 as has_units
"""

NOT_READY = """
    select document_id, title, document_type, embedding_state, model_versions, chunk_count, missing_chunk_count,
        content_changed_at, first_embedded_at, recent_use_count
    from reporting.documents
    where needs_embedding and not is_ready or embedding_state = 'still embedded'
    order by recent_use_count desc, embedding_state, document_id
"""

REVIEWS = """
    select document_id, title, owner_id, days_since_review, recent_use_count, use_count, reviewed_at, url
    from reporting.documents
    where is_review_overdue
    order by recent_use_count desc, days_since_review desc
"""

MODELS = """
    select model_version, is_current, document_count, chunk_count, chunk_share, smallest_dim_count, largest_dim_count,
        first_embedded_at, last_embedded_at
    from reporting.embedding_models
    order by is_current desc, last_embedded_at desc
"""

FILE_PROBLEMS = """
    select problem, id, path, what, size_bytes
    from (
        select flaw as problem, file_id as id, bucket_path as path, content_type as what, size_bytes, 1 as place
        from reporting.stored_files
        where has_flaw
        union all
        select 'file is not there', referrer_id, path, referrer_type || ': ' || referrer_name, null, 0
        from reporting.missing_files
        union all
        select 'nothing refers to it', file_id, bucket_path, content_type, size_bytes, 2
        from reporting.stored_files
        where is_unreferenced and not has_flaw
    )
    order by place, size_bytes desc nulls first, id
"""

REPORTS = """
    select report_type, is_overdue, has_rhythm, usual_days, days_since_last, gaps_since_last, report_count,
        scheduled_count, maker_count, format_count, last_generated_at
    from reporting.report_types
    order by is_overdue desc, days_late desc nulls last, report_count desc
"""

REPORT_RUNS = """
    select report_type, format, made_by_kind, generated_by, report_count, last_generated_at
    from reporting.report_runs
    order by report_count desc, report_type, generated_by
"""

DRAFTS = """
    select draft_key, user_id, is_written_further, newest_device_id, newest_length, longest_other_length, device_count,
        hours_apart, newest_updated_at
    from reporting.mobile_draft_conflicts
    order by is_written_further, newest_updated_at desc
"""

BIG_CHANGES = """
    select twin_id, twin_kind, attribute, previous_value, value, change, times_usual, event_trigger, confidence,
        recorded_at
    from reporting.twin_changes
    where is_big_change
    order by times_usual desc, recorded_at desc, twin_id
"""

TWINS = """
    select twin_id, twin_kind, state_snapshot, event_trigger, confidence, twin_health, customer_health_score,
        health_difference, big_change_count, record_count, recorded_at
    from reporting.twin_states
    order by abs(health_difference) desc nulls last, big_change_count desc, twin_id
"""

TWIN = """
    select recorded_at, attribute, value, event_trigger
    from reporting.twin_changes
    where twin_id = ? and value is not null and recorded_at is not null
    order by recorded_at
"""

UNITS = """
    select unit_id, unit_name, path, standing, is_placed, depth, reported_level, user_count, own_user_count, case_count,
        own_case_count, open_case_count, promised_case_count, breached_rate, breached_rate_low, breached_rate_high,
        child_count
    from reporting.org_units
    order by is_placed desc, path, unit_id
"""

ORG_PROBLEMS = """
    select entity_type, entity_id, entity_name, problem, detail, case_count
    from reporting.org_problems
    order by case_count desc nulls last, entity_type desc, problem, entity_id
"""
