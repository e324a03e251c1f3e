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
        valid_from, member_count, left_member_count, reported_size, member_count - reported_size as size_difference,
        problem_count, problem
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

_TOLD = """
    placed as (
        select segments.segment_id, segments.segment_name, customers.customer_id, customers.tenant_name,
            members.customer_id is not null as is_member, customers.arr_usd::double as arr_usd,
            customers.health_score::double as health_score, customers.cases_90_days::double as cases_90_days,
            customers.breached_cases_90_days::double as breached_cases_90_days,
            customers.feedback_90_days::double as feedback_90_days, customers.sentiment_90_days,
            customers.csat_365_days, customers.nps_score::double as nps_score
        from reporting.segments as segments
        inner join reporting.customer_attributes as customers
            on segments.source = customers.source
                and (segments.tenant_id is null or segments.tenant_id = customers.tenant_id)
        left join reporting.segment_memberships as members
            on segments.source = members.source and segments.segment_id = members.segment_id
                and customers.customer_id = members.customer_id and members.is_current
        where segments.source = $1 and segments.is_in_force and ($2 = 'all' or customers.tenant_id = $2)
    ),

    told as (
        select * from placed unpivot (
            value for attribute in (
                arr_usd, health_score, cases_90_days, breached_cases_90_days, feedback_90_days, sentiment_90_days,
                csat_365_days, nps_score
            )
        )
    )
"""
# Customers of the tenant ($2) with what is known of them, a row for each segment in force and attribute.

TRAITS = f"""
    with {_TOLD},

    measured as (
        select segment_id, segment_name, attribute, count(*) filter (is_member) as m,
            count(*) filter (not is_member) as o,
            avg(value) filter (is_member) as member_mean, avg(value) filter (not is_member) as other_mean,
            stddev_samp(value) filter (is_member) as member_sd, stddev_samp(value) filter (not is_member) as other_sd
        from told
        group by segment_id, segment_name, attribute
    ),

    compared as (
        select *, (member_mean - other_mean) / nullif(sqrt(
                ((m - 1) * member_sd * member_sd + (o - 1) * other_sd * other_sd) / nullif(m + o - 2, 0)
            ), 0) as difference
        from measured
    ),

    with_errors as (
        select *, sqrt((m + o)::double / nullif(m::double * o, 0) + difference * difference / (2 * (m + o))) as error
        from compared
    )

    select found.segment_name, found.attribute,
        case when found.difference >= 0 then published.word_for_more else published.word_for_less end as trait,
        found.difference, found.difference - 1.959963984540054 * found.error as difference_low,
        found.difference + 1.959963984540054 * found.error as difference_high, found.member_mean,
        found.m as member_count, found.other_mean, found.o as other_count, published.is_in_definition,
        not published.is_in_definition and found.m >= 10 and found.o >= 10 and abs(found.difference) >= 0.2
            and abs(found.difference) > 2.734 * found.error as is_mark
    from with_errors as found
    inner join reporting.segment_traits as published
        on published.source = $1 and found.segment_id = published.segment_id and found.attribute = published.attribute
    where found.difference is not null
    order by found.segment_name, abs(found.difference) desc
"""
"""As dbt computes segment_traits of all, of the customers of one tenant ($2) or of all."""

TRAIT_ROWS = f"""
    with {_TOLD}

    select customer_id, tenant_name, is_member, value
    from told
    where segment_name = $3 and attribute = $4
    order by is_member desc, value desc, customer_id
"""
"""The customers behind a trait of a segment ($3), and what is known of them ($4)."""

COHORTS = """
    with counted as (
        select cohort_number, count(*) as n
        from reporting.cohort_members
        where source = $1 and ($2 = 'all' or tenant_id = $2)
        group by cohort_number
    )

    select cohorts.cohort_number, cohorts.member_count, coalesce(counted.n, 0) as members_here,
        (select coalesce(sum(n), 0)::bigint from counted) as customers_here, cohorts.marks, cohorts.stability,
        cohorts.verdict, cohorts.silhouette, cohorts.cohort_count, cohorts.clustered_count, cohorts.features,
        cohorts.definition, cohorts.definition_size, cohorts.definition_precision, cohorts.definition_recall
    from reporting.detected_cohorts as cohorts
    left join counted on cohorts.cohort_number = counted.cohort_number
    where cohorts.source = $1
    order by cohorts.cohort_number
"""
"""Cohorts of all tenants, each with its members of the tenant ($2)."""

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

REPORTED = """
    select segment_name, measure, period_date, reported_value, computed_value,
        computed_value - reported_value as computed_less_reported, tolerance, verdict
    from reporting.segment_reconciliations
    where source = $1 and ($2 = 'all' or segment_name = $2)
    order by verdict <> 'differs', verdict = 'agrees', segment_name, measure
"""
"""Figures that the platform reports beside those computed, of a segment ($2) or all; those that differ first."""
