with

desk_requesters as (

    select * from {{ ref('desk_requesters') }}

)

select
    source,
    tenant_id,
    tenant_name,
    requester_id,
    requester_name,
    role,
    preferred_channel,
    authentication_method,
    cast(case_count as bigint) as case_count,
    cast(recent_case_count as bigint) as recent_case_count,
    cast(repeat_count as bigint) as repeat_count,
    cast(breached_count as bigint) as breached_count,
    cast(escalated_count as bigint) as escalated_count,
    cast(answered_count as bigint) as answered_count,
    cast(csat_mean_score as double) as csat_mean_score,
    share_of_tenant,
    cast(place as bigint) as place,
    first_seen_at,
    first_opened_at,
    last_opened_at
from desk_requesters
