with

entitlement_use as (

    select * from {{ ref('entitlement_use') }}

),

counted as (

    select
        source,
        feature,
        count(case when is_granted then 1 end) as granted_count,
        count(case when is_granted and is_used then 1 end) as used_count,
        count(case when not is_granted and is_used then 1 end) as used_without_right_count,
        max(case when is_used is not null then 1 else 0 end) = 1 as is_measured
    from entitlement_use
    group by source, feature

)

select
    source,
    feature,
    is_measured,
    granted_count,
    case when is_measured then used_count end as used_count,
    case when is_measured then used_without_right_count end as used_without_right_count,
    case when is_measured then cast(used_count as double) / nullif(granted_count, 0) end as use_rate,
    case when is_measured then {{ wilson_bound('used_count', 'granted_count', '-') }} end as use_rate_low,
    case when is_measured then {{ wilson_bound('used_count', 'granted_count', '+') }} end as use_rate_high
from counted
