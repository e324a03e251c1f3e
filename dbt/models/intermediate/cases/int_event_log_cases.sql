with

events as (

    select * from {{ ref('stg_event_log__events') }}

),

case_list as (

    select * from {{ ref('stg_event_log__case_list') }}

),

sources as (

    select * from {{ ref('int_sources') }}

),

-- What a log repeats on every row is read on the case's last row that can be seen: earlier ones may look ahead.
visible_events as (

    select events.*
    from events
    inner join sources on events.source = sources.source
    where events.occurred_at <= sources.as_of

),

ranked as (

    select
        *,
        row_number() over (
            partition by source, case_id
            order by occurred_at desc, coalesce(source_order, 0) desc, row_hash desc, row_ordinal desc
        ) as place_from_end
    from visible_events

),

last_rows as (

    select * from ranked
    where place_from_end = 1

),

openings as (

    select
        source,
        case_id,
        least(min(opened_at), min(occurred_at)) as opened_at
    from visible_events
    group by source, case_id

),

cases_of_events as (

    select
        last_rows.source,
        last_rows.case_id,
        last_rows.tenant_id,
        last_rows.customer_id,
        last_rows.assignee_id as owner_id,
        last_rows.group_name,
        last_rows.subject,
        last_rows.channel,
        last_rows.severity,
        last_rows.sla_tier,
        last_rows.segment,
        last_rows.root_cause,
        last_rows.tags,
        last_rows.reported_reopen_count,
        last_rows.reported_reassignment_count,
        coalesce(openings.opened_at, last_rows.occurred_at) as opened_at,
        last_rows.reported_resolved_at,
        last_rows.reported_closed_at
    from last_rows
    inner join openings on last_rows.source = openings.source and last_rows.case_id = openings.case_id

),

cases_of_lists as (

    select
        source,
        case_id,
        tenant_id,
        customer_id,
        assignee_id as owner_id,
        group_name,
        subject,
        channel,
        severity,
        sla_tier,
        segment,
        root_cause,
        tags,
        reported_reopen_count,
        reported_reassignment_count,
        opened_at,
        resolved_at as reported_resolved_at,
        closed_at as reported_closed_at
    from case_list

),

unioned as (

    select * from cases_of_events
    union all
    select * from cases_of_lists

)

select * from unioned
