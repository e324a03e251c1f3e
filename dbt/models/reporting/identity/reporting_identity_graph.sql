with

identity_graph as (

    select * from {{ ref('identity_graph') }}

)

select
    source,
    tenant_id,
    canonical_id,
    platform,
    source_id,
    confidence,
    cast(record_count as bigint) as record_count,
    is_anchor,
    customer_id,
    person_name,
    email_hint,
    phone_hint,
    stated_customer_id,
    stated_confidence,
    verdict,
    is_uncompared
from identity_graph
