with

entitlement_use as (

    select * from {{ ref('entitlement_use') }}

)

select
    source,
    tenant_id,
    tenant_name,
    plan,
    feature,
    granted_by,
    is_granted,
    is_used,
    verdict,
    last_used_on
from entitlement_use
