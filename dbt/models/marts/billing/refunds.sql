with

actions as (

    select * from {{ ref('stg_platform__action_logs') }}

),

governed_actions as (

    select * from {{ ref('governed_actions') }}

),

cases as (

    select * from {{ ref('cases') }}

),

platforms as (

    select * from {{ ref('int_source_platforms') }}

),

sources as (

    select * from {{ ref('int_sources') }}

),

paid as (

    select
        actions.source,
        actions.action_id,
        actions.tenant_id,
        actions.amount_usd,
        coalesce(actions.started_at, actions.requested_at) as refunded_at
    from actions
    inner join governed_actions on actions.action_type = governed_actions.action_type
    inner join sources on actions.source = sources.source
    where
        governed_actions.subject = 'refund'
        and actions.status = 'success'
        and actions.amount_usd is not null
        and coalesce(actions.started_at, actions.requested_at) <= sources.as_of

),

-- No table says which case a refund was for.
candidates as (

    select
        paid.source,
        paid.action_id,
        cases.source as case_source,
        cases.case_id,
        row_number() over (
            partition by paid.source, paid.action_id
            order by cases.opened_at desc, cases.source asc, cases.case_id asc
        ) as place
    from paid
    inner join platforms on paid.source = platforms.platform_source
    inner join cases
        on
            platforms.source = cases.source
            and paid.tenant_id = cases.tenant_id
            and paid.refunded_at >= cases.opened_at
            and paid.refunded_at
            < {{ dbt.dateadd('day', opportunity_setting('credited_days'), 'cases.opened_at') }}

)

select
    paid.source,
    paid.action_id,
    paid.tenant_id,
    candidates.case_source,
    candidates.case_id,
    paid.amount_usd,
    paid.refunded_at
from paid
left join candidates
    on paid.source = candidates.source and paid.action_id = candidates.action_id and candidates.place = 1
