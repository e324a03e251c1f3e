with

events as (

    select * from {{ ref('int_case_events') }}

),

cases as (

    select * from {{ ref('int_cases') }}

),

identified as (

    select
        cases.source,
        cases.tenant_id,
        cases.case_id,
        {{ instant('events.occurred_second') }} as occurred_at,
        events.moment as order_in_case,
        events.kind,
        events.value,
        events.actor_id,
        events.actor_kind
    from events
    inner join cases on events.case_key = cases.case_key

)

select * from identified
