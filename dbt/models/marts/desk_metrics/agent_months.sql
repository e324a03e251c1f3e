with

handling as (

    select * from {{ ref('int_agent_handling') }}

),

answers as (

    select * from {{ ref('int_agent_answers') }}

),

reported as (

    select * from {{ ref('int_agent_reported_months') }}

),

users as (

    select * from {{ ref('stg_platform__users') }}

),

sources as (

    select * from {{ ref('int_sources') }}

),

worked as (

    select
        source,
        agent_id,
        handling_month as period_month,
        count(distinct case_id) as case_count,
        sum(handling_seconds) as handling_seconds
    from handling
    group by source, agent_id, handling_month

),

answered as (

    select
        source,
        agent_id,
        answer_month as period_month,
        count(*) as answer_count,
        avg(score) as csat
    from answers
    where agent_id is not null
    group by source, agent_id, answer_month

),

keys as (

    select
        source,
        agent_id,
        period_month
    from worked
    union
    select
        source,
        agent_id,
        period_month
    from answered
    union
    select
        source,
        agent_id,
        period_month
    from reported

)

select
    keys.source,
    keys.agent_id,
    coalesce(users.user_name, keys.agent_id) as agent_name,
    users.team,
    keys.period_month,
    keys.period_month < cast({{ dbt.date_trunc('month', 'sources.as_of') }} as date) as is_whole_month,
    coalesce(worked.case_count, 0) as case_count,
    cast(coalesce(worked.handling_seconds, 0) as bigint) as handling_seconds,
    cast(worked.handling_seconds as double) / worked.case_count as avg_handle_seconds,
    coalesce(answered.answer_count, 0) as answer_count,
    answered.csat,
    reported.reported_case_count,
    reported.reported_avg_handle_seconds,
    reported.reported_csat,
    reported.reported_status,
    reported.resolved_by
from keys
inner join sources on keys.source = sources.source
left join users on keys.source = users.source and keys.agent_id = users.user_id
left join worked
    on keys.source = worked.source and keys.agent_id = worked.agent_id and keys.period_month = worked.period_month
left join answered
    on
        keys.source = answered.source
        and keys.agent_id = answered.agent_id
        and keys.period_month = answered.period_month
left join reported
    on
        keys.source = reported.source
        and keys.agent_id = reported.agent_id
        and keys.period_month = reported.period_month
