with

sla_configuration_problems as (

    select * from {{ ref('sla_configuration_problems') }}

)

select
    source,
    tenant_id,
    case_id,
    subject,
    record_key,
    problem,
    effect,
    loaded_at
from sla_configuration_problems
