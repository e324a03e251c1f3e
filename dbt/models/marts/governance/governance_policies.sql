with

rules as (

    select * from {{ ref('int_governance_rules') }}

),

checks as (

    select * from {{ ref('int_policy_checks') }}

),

counted as (

    select
        source,
        policy_id,
        count(*) as checked_count,
        count(case when is_violation then 1 end) as violation_count,
        max(case when is_violation then occurred_on end) as last_violation_on
    from checks
    where policy_kind = 'governance'
    group by source, policy_id

),

rated as (

    select
        rules.*,
        coalesce(counted.checked_count, 0) as checked_count,
        coalesce(counted.violation_count, 0) as violation_count,
        counted.last_violation_on
    from rules
    left join counted on rules.source = counted.source and rules.policy_id = counted.policy_id

)

select
    *,
    cast(violation_count as double) / nullif(checked_count, 0) as violation_rate,
    {{ wilson_bound('violation_count', 'checked_count', '-') }} as violation_rate_low,
    {{ wilson_bound('violation_count', 'checked_count', '+') }} as violation_rate_high
from rated
