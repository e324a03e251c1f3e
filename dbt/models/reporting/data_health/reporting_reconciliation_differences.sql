with

reconciliation_differences as (

    select * from {{ ref('reconciliation_differences') }}

)

select
    source,
    tenant_id,
    tenant_name,
    measure,
    entity_id,
    period_date,
    reported_value,
    computed_value,
    difference,
    verdict
from reconciliation_differences
