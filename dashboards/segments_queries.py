"""What the page on segments reads besides metrics: lists, one select each."""

from __future__ import annotations

NAMES = """
    select segment_name from reporting.segments
    union
    select segment_name from reporting.segment_memberships
    order by segment_name
"""

SEGMENTS = """
    select segment_id, segment_name, origin, definition, version, version_count, is_in_force, changed_by, change_reason,
        valid_from, member_count, reported_size, member_count - reported_size as size_difference, problem_count, problem
    from reporting.segments
    order by member_count desc nulls last, segment_name
"""

VERSIONS = """
    select segment_name, version, definition, author, reason, valid_from, valid_to, last_member_count, origin, problem
    from reporting.segment_versions
    order by segment_name, version
"""

PERCEPTION = """
    select * exclude (source, segment_id, tenant_id, tenant_name)
    from reporting.segment_perception
    where window_days = $1 and coalesce(tenant_id, 'all') = $2
    order by segment_name
"""

TENANTS = """
    select distinct tenant_id, tenant_name
    from reporting.customer_attributes
    where tenant_name is not null
    order by tenant_name
"""

SIZES = """
    select moment, segment_name, member_count
    from reporting.segment_weeks
    order by moment
"""

MOVES = """
    select seen_at, segment_name, customer_id, tenant_name, direction, cause, version
    from reporting.segment_moves
    where ($1 = 'all' or tenant_id = $1) and ($2 = 'all' or segment_name = $2)
    order by seen_at desc, segment_name, customer_id
"""

MEMBERS = """
    select members.segment_name, members.valid_from, customers.* exclude (source, moment_on, tenant_id)
    from reporting.segment_memberships as members
    inner join reporting.customer_attributes as customers
        on members.source = customers.source and members.customer_id = customers.customer_id
    where members.is_current and ($1 = 'all' or members.tenant_id = $1) and ($2 = 'all' or members.segment_name = $2)
    order by members.segment_name, customers.customer_id
"""

ANSWERS = """
    select answers.answered_on, answers.segment_name, answers.customer_id, answers.tenant_name, answers.event_type,
        answers.nps_score, answers.csat_score, answers.sentiment_score, answers.joy, answers.anger, answers.fear,
        answers.summary
    from reporting.segment_answers as answers
    inner join (select distinct source, moment_on from reporting.customer_attributes) as moments
        on answers.source = moments.source
    where ($1 = 'all' or answers.tenant_id = $1) and ($2 = 'all' or answers.segment_name = $2)
        and answers.answered_on > moments.moment_on - $3::integer
    order by answers.answered_on desc, answers.answer_id
"""

TRAITS = """
    select segments.segment_name, traits.attribute, traits.trait, traits.difference, traits.difference_low,
        traits.difference_high, traits.member_mean, traits.member_count, traits.other_mean, traits.other_count,
        traits.is_in_definition, traits.is_mark
    from reporting.segment_traits as traits
    inner join reporting.segments as segments
        on traits.source = segments.source and traits.segment_id = segments.segment_id
    where traits.difference is not null
    order by segments.segment_name, abs(traits.difference) desc
"""

COHORTS = """
    select cohort_number, member_count, marks, stability, verdict, silhouette, cohort_count, clustered_count, features,
        definition, definition_size, definition_precision, definition_recall
    from reporting.detected_cohorts
    order by source, cohort_number
"""

COHORT_MEMBERS = """
    select customers.* exclude (source, moment_on, tenant_id)
    from reporting.cohort_members as members
    inner join reporting.customer_attributes as customers
        on members.source = customers.source and members.customer_id = customers.customer_id
    where members.cohort_number = ?
    order by customers.customer_id
"""

RECONCILED = """
    select measure, figure_count, agreeing_count, differing_count
    from reporting.reconciliations
    where measure like 'segment%'
    order by measure
"""
