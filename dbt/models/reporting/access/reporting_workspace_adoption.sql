with

workspace_adoption as (

    select * from {{ ref('workspace_adoption') }}

)

select
    source,
    tenant_id,
    tenant_name,
    plan,
    segment,
    status,
    seat_count,
    account_count,
    active_count,
    dormant_count,
    free_seat_count,
    seat_rate,
    active_rate,
    seat_state,
    last_sign_in_at,
    as_of_date
from workspace_adoption
