with

rules as (

    select * from {{ ref('alert_rule_states') }}

),

alerts as (

    select * from {{ ref('alerts') }}

),

counted as (

    select
        source,
        rule_id,
        count(*) as alert_count,
        count(case when is_open then 1 end) as open_count,
        max(began_at) as last_began_at
    from alerts
    group by source, rule_id

)

select
    rules.source,
    rules.rule_id,
    rules.origin,
    rules.kind,
    rules.label,
    rules.meaning,
    rules.severity,
    rules.is_usable,
    rules.not_usable_reason,
    coalesce(counted.alert_count, 0) as alert_count,
    coalesce(counted.open_count, 0) as open_count,
    counted.last_began_at
from rules
left join counted on rules.source = counted.source and rules.rule_id = counted.rule_id
