with

profiles as (

    select * from {{ ref('customer_profiles') }}

),

case_facts as (

    select * from {{ ref('customer_case_facts') }}

),

voice_facts as (

    select * from {{ ref('customer_voice_facts') }}

)

select
    profiles.source,
    profiles.weeks_ago,
    profiles.moment,
    profiles.moment_on,
    profiles.customer_id,
    profiles.tenant_id,
    profiles.tenant_name,
    profiles.plan,
    profiles.tenant_status,
    profiles.region,
    profiles.segment,
    profiles.support_tier,
    profiles.billing_status,
    profiles.data_residency,
    profiles.arr_usd,
    profiles.country,
    profiles.health_score,
    profiles.created_on,
    profiles.has_left,
    profiles.left_on,
    coalesce(case_facts.cases_90_days, 0) as cases_90_days,
    coalesce(case_facts.open_cases, 0) as open_cases,
    coalesce(case_facts.open_cases, 0) > 0 as has_open_case,
    coalesce(case_facts.breached_cases_90_days, 0) as breached_cases_90_days,
    case_facts.last_case_on,
    coalesce(voice_facts.feedback_90_days, 0) as feedback_90_days,
    voice_facts.sentiment_90_days,
    voice_facts.csat_365_days,
    cast(voice_facts.nps_score as bigint) as nps_score,
    voice_facts.nps_answered_on,
    voice_facts.last_feedback_on
from profiles
left join case_facts
    on
        profiles.source = case_facts.source
        and profiles.weeks_ago = case_facts.weeks_ago
        and profiles.customer_id = case_facts.customer_id
left join voice_facts
    on
        profiles.source = voice_facts.source
        and profiles.weeks_ago = voice_facts.weeks_ago
        and profiles.customer_id = voice_facts.customer_id
