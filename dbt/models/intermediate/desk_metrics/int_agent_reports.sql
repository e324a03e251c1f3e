with

reports as (

    select * from {{ ref('stg_platform__support_agent_performance') }}

),

users as (

    select * from {{ ref('stg_platform__users') }}

),

-- Our own people by name; a name that two of them have leads to neither.
by_name as (

    select
        source,
        user_name,
        max(user_id) as user_id,
        count(*) as namesake_count
    from users
    where tenant_id is null
    group by source, user_name

)

select
    reports.source,
    reports.agent_name,
    case
        when reports.agent_id is not null then reports.agent_id
        when by_name.namesake_count = 1 then by_name.user_id
    end as agent_id,
    case
        when reports.agent_id is not null then 'by account'
        when by_name.namesake_count = 1 then 'by name'
        when by_name.namesake_count > 1 then 'name of several'
        else 'unknown name'
    end as resolved_by,
    reports.status,
    reports.csat,
    reports.case_count,
    reports.avg_handle_seconds,
    reports.period_month
from reports
left join by_name on reports.source = by_name.source and reports.agent_name = by_name.user_name
