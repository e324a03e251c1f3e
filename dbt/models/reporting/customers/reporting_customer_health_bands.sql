with

customer_health_bands as (

    select * from {{ ref('customer_health_bands') }}

)

select
    source,
    tenant_id,
    health_band,
    customer_count,
    asking_customer_count,
    case_count,
    breached_case_count,
    as_of
from customer_health_bands
