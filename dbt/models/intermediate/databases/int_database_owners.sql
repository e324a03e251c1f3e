with

metrics as (

    select * from {{ ref('stg_platform__database_metrics') }}

)

select
    source,
    database_id,
    max(tenant_id) as tenant_id
from metrics
group by source, database_id
