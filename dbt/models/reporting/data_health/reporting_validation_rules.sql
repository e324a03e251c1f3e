with

validation_rules as (

    select * from {{ ref('validation_rules') }}

)

select
    source,
    tenant_id,
    tenant_name,
    entity_type,
    field_name,
    rule_type,
    params,
    state,
    enforced_on,
    problem,
    rejected_count,
    first_rejected_at,
    loaded_at
from validation_rules
