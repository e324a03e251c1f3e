with

desk_figures as (

    select * from {{ ref('desk_figures') }}

)

select
    source,
    case when subject = 'tenant' then entity_id end as tenant_id,
    subject,
    entity_id,
    period,
    cast(case_count as bigint) as case_count,
    cast(tenant_count as bigint) as tenant_count,
    cast(arr_usd as decimal(18, 2)) as arr_usd,
    cast(timed_count as bigint) as timed_count,
    cast(mttr_median_seconds as double) as mttr_median_seconds,
    cast(mttr_p90_seconds as double) as mttr_p90_seconds,
    cast(answered_count as bigint) as answered_count,
    cast(satisfied_count as bigint) as satisfied_count,
    csat,
    csat_low,
    csat_high,
    cast(breached_count as bigint) as breached_count,
    breached_rate,
    breached_rate_low,
    breached_rate_high,
    cast(escalated_count as bigint) as escalated_count,
    escalated_rate,
    escalated_rate_low,
    escalated_rate_high,
    cast(engineering_count as bigint) as engineering_count,
    engineering_rate,
    engineering_rate_low,
    engineering_rate_high,
    cast(ever_resolved_count as bigint) as ever_resolved_count,
    cast(reopened_count as bigint) as reopened_count,
    reopened_rate,
    reopened_rate_low,
    reopened_rate_high
from desk_figures
