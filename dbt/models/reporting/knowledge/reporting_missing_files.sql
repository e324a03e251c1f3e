with

missing_files as (

    select * from {{ ref('missing_files') }}

)

select
    source,
    tenant_id,
    referrer_type,
    referrer_id,
    referrer_name,
    path
from missing_files
