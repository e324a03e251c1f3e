"""What the page on drivers reads: the moments that it analyses, the answers behind a figure, and reported figures."""

from __future__ import annotations

PARTS = """
    select source, outcome, sum(answer_count)::bigint as answer_count
    from reporting.driver_moments
    group by source, outcome
    order by source, outcome
"""

MOMENTS = """
    select tenant_id, segment, kind, week_start, bucket, answer_count as n, sums
    from reporting.driver_moments
    where source = $1 and outcome = $2
"""

PREDICTORS = """
    select slot, predictor, predictor_label as label, kind, topic_id
    from reporting.driver_predictors
    where source = $1 and outcome = $2 and is_analysed
    order by slot
"""

TENANTS = """
    select distinct moments.tenant_id, coalesce(events.tenant_name, moments.tenant_id) as tenant_name
    from reporting.driver_moments as moments
    left join (
        select tenant_id, max(tenant_name) as tenant_name from reporting.customer_events group by tenant_id
    ) as events on moments.tenant_id = events.tenant_id
    where moments.source = $1 and moments.outcome = $2 and moments.tenant_id is not null
    order by tenant_name
"""

REPORTED = """
    select topic_id, reported_impact_score, reported_trend
    from reporting.themes
    where source = $1
"""

PUBLISHED = """
    select period_start, period_end, count(*) as figure_count
    from reporting.experience_drivers
    where source = $1 and outcome = $2 and scope = 'all'
    group by period_start, period_end
"""

TURNS = """
    select predictor, coalesce(segment, 'All') as segment, trend, week_start
    from reporting.driver_history
    where source = $1 and outcome = $2 and trend in ('worsening', 'improving')
    order by week_start desc, segment, predictor
"""

ROWS = """
    select answers.occurred_at, answers.kind, coalesce(events.tenant_name, nps.tenant_name) as tenant_name,
        answers.segment, answers.outcome_value, coalesce(events.summary, nps.comment) as words, answers.case_id,
        answers.answer_id
    from reporting.driver_answers as answers
    left join reporting.customer_events as events
        on answers.source = events.source and answers.answer_id = events.event_id and answers.outcome <> 'nps'
    left join reporting.nps_answers as nps
        on answers.source = nps.source and answers.answer_id = nps.nps_event_id and answers.outcome = 'nps'
    where answers.source = $1 and answers.outcome = $2
        and ($3::bigint = 0 or ((answers.predictor_mask & $3::bigint) <> 0) = $4::boolean)
        and (len($5::varchar[]) = 0 or answers.segment in (select unnest($5::varchar[])))
        and (len($6::varchar[]) = 0 or answers.tenant_id in (select unnest($6::varchar[])))
        and ($7::date is null or answers.week_start >= $7::date)
    order by answers.occurred_at desc, answers.answer_id
"""
"""Of answers that name a predictor ($3: the bit of its slot, 0 for all answers; $4: or do not)."""
