with

operator_access as (

    select * from {{ ref('operator_access') }}

)

select
    source,
    operator_id,
    email,
    access_level,
    status,
    left_at,
    action_count,
    tenant_count,
    export_count,
    change_count,
    after_leaving_count,
    beyond_access_count,
    last_action_at
from operator_access
