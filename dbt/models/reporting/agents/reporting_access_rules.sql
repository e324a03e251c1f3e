with

access_rules as (

    select * from {{ ref('access_rules') }}

)

select
    source,
    access_rule_id,
    entity,
    action,
    role,
    effect,
    permission_effects,
    security_effects,
    is_conflicting,
    action_count,
    violation_count
from access_rules
