"""What the page on segments reads besides metrics: lists, one select each, of one source ($1)."""

from __future__ import annotations

SOURCES = """
    select source from reporting.segments
    union
    select source from reporting.segment_memberships
    order by source
"""

NAMES = """
    select segment_name from reporting.segments where source = $1
    union
    select segment_name from reporting.segment_memberships where source = $1
    order by segment_name
"""

SEGMENTS = """
    select segment_id, segment_name, origin, definition, version, version_count, is_in_force, changed_by, change_reason,
        valid_from, member_count, reported_size, member_count - reported_size as size_difference, problem_count, problem
    from reporting.segments
    where source = $1
    order by member_count desc nulls last, segment_name
"""

VERSIONS = """
    select segment_name, version, definition, author, reason, valid_from, valid_to, last_member_count, origin, problem
    from reporting.segment_versions
    where source = $1
    order by segment_name, version
"""

PERCEPTION = """
    select * exclude (source, segment_id, tenant_id, tenant_name)
    from reporting.segment_perception
    where source = $1 and coalesce(tenant_id, 'all') = $2 and window_days = $3
    order by segment_name
"""

TENANTS = """
    select distinct tenant_id, tenant_name
    from reporting.customer_attributes
    where source = $1 and tenant_name is not null
    order by tenant_name
"""

SIZES = """
    select weeks.moment, weeks.segment_name,
        case when $2 = 'all' then weeks.member_count else count(members.customer_id) end as member_count
    from reporting.segment_weeks as weeks
    left join reporting.segment_memberships as members
        on weeks.source = members.source and weeks.segment_id = members.segment_id and members.tenant_id = $2
            and coalesce(members.valid_from <= weeks.moment, true) and coalesce(members.valid_to > weeks.moment, true)
    where weeks.source = $1 and ($3 = 'all' or weeks.segment_name = $3)
    group by weeks.segment_id, weeks.segment_name, weeks.moment, weeks.member_count
    order by weeks.moment
"""
"""Of all tenants as published; of one ($2), its stretches of membership at each moment."""

MOVES = """
    select seen_at, segment_name, customer_id, tenant_name, direction, cause, version
    from reporting.segment_moves
    where source = $1 and ($2 = 'all' or tenant_id = $2) and ($3 = 'all' or segment_name = $3)
    order by seen_at desc, segment_name, customer_id
"""

MEMBERS = """
    select members.segment_name, members.valid_from, customers.* exclude (source, moment_on, tenant_id)
    from reporting.segment_memberships as members
    inner join reporting.customer_attributes as customers
        on members.source = customers.source and members.customer_id = customers.customer_id
    where members.source = $1 and members.is_current and ($2 = 'all' or members.tenant_id = $2)
        and ($3 = 'all' or members.segment_name = $3)
    order by members.segment_name, customers.customer_id
"""

ANSWERS = """
    select answers.answered_on, answers.segment_name, answers.customer_id, answers.tenant_name, answers.event_type,
        answers.nps_score, answers.csat_score, answers.sentiment_score, answers.joy, answers.anger, answers.fear,
        answers.summary
    from reporting.segment_answers as answers
    inner join (select distinct source, moment_on from reporting.customer_attributes) as moments
        on answers.source = moments.source
    where answers.source = $1 and ($2 = 'all' or answers.tenant_id = $2) and ($3 = 'all' or answers.segment_name = $3)
        and answers.answered_on > moments.moment_on - $4::integer
    order by answers.answered_on desc, answers.answer_id
"""

TRAITS = """
    select segments.segment_name, traits.attribute, traits.trait, traits.difference, traits.difference_low,
        traits.difference_high, traits.member_mean, traits.member_count, traits.other_mean, traits.other_count,
        traits.is_in_definition, traits.is_mark
    from reporting.segment_traits as traits
    inner join reporting.segments as segments
        on traits.source = segments.source and traits.segment_id = segments.segment_id
    where traits.source = $1 and traits.difference is not null
    order by segments.segment_name, abs(traits.difference) desc
"""

COHORTS = """
    select cohort_number, member_count, marks, stability, verdict, silhouette, cohort_count, clustered_count, features,
        definition, definition_size, definition_precision, definition_recall
    from reporting.detected_cohorts
    where source = $1
    order by cohort_number
"""

COHORT_MEMBERS = """
    select customers.* exclude (source, moment_on, tenant_id)
    from reporting.cohort_members as members
    inner join reporting.customer_attributes as customers
        on members.source = customers.source and members.customer_id = customers.customer_id
    where members.source = $1 and members.cohort_number = $2 and ($3 = 'all' or members.tenant_id = $3)
    order by customers.customer_id
"""

RECONCILED = """
    select measure, figure_count, agreeing_count, differing_count
    from reporting.reconciliations
    where source = $1 and measure like 'segment%'
    order by measure
"""
