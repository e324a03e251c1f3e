with

customer_attributes as (

    select * from {{ ref('customer_attributes') }}

)

select
    source,
    customer_id,
    moment_on,
    tenant_id,
    tenant_name,
    plan,
    tenant_status,
    region,
    segment,
    support_tier,
    billing_status,
    data_residency,
    arr_usd,
    country,
    health_score,
    created_on,
    has_left,
    left_on,
    cases_90_days,
    open_cases,
    has_open_case,
    breached_cases_90_days,
    last_case_on,
    feedback_90_days,
    sentiment_90_days,
    csat_365_days,
    nps_score,
    nps_answered_on,
    last_feedback_on
from customer_attributes
