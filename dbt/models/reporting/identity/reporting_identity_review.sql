with

identity_links as (

    select * from {{ ref('identity_links') }}

)

select
    source,
    tenant_id,
    left_platform,
    left_source_id,
    left_name,
    left_email_hint,
    left_phone_hint,
    left_canonical_id,
    right_source,
    right_platform,
    right_source_id,
    right_name,
    right_email_hint,
    right_phone_hint,
    right_canonical_id,
    probability,
    bits,
    explanation
from identity_links
where is_waiting
