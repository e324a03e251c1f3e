with

cases as (

    select * from {{ ref('desk_cases') }}

),

requesters as (

    select * from {{ ref('stg_support__requesters') }}

),

counted as (

    select
        source,
        requester_id,
        max_by(tenant_id, opened_at) as tenant_id,
        max_by(tenant_name, opened_at) as tenant_name,
        count(*) as case_count,
        count(case when opened_days_ago < 90 then 1 end) as recent_case_count,
        count(case when is_repeat_request then 1 end) as repeat_count,
        count(case when is_breached then 1 end) as breached_count,
        count(case when is_escalated then 1 end) as escalated_count,
        count(case when is_answered then 1 end) as answered_count,
        avg(csat_score) as csat_mean_score,
        min(opened_at) as first_opened_at,
        max(opened_at) as last_opened_at
    from cases
    where requester_id is not null
    group by source, requester_id

)

select
    counted.*,
    requesters.requester_name,
    requesters.role,
    requesters.channel as preferred_channel,
    requesters.authentication_method,
    requesters.created_at as first_seen_at,
    cast(counted.case_count as double)
    / sum(counted.case_count) over (partition by counted.source, counted.tenant_id) as share_of_tenant,
    row_number() over (
        partition by counted.source
        order by counted.case_count desc, counted.requester_id asc
    ) as place
from counted
left join requesters on counted.source = requesters.source and counted.requester_id = requesters.requester_id
