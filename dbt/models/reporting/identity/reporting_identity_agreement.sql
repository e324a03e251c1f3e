with

identity_agreement as (

    select * from {{ ref('identity_agreement') }}

)

select
    source,
    platform,
    cast(record_count as bigint) as record_count,
    cast(person_count as bigint) as person_count,
    cast(linked_record_count as bigint) as linked_record_count,
    cast(with_customer_count as bigint) as with_customer_count,
    average_confidence,
    cast(stated_count as bigint) as stated_count,
    cast(agreed_count as bigint) as agreed_count,
    cast(other_customer_count as bigint) as other_customer_count,
    cast(not_found_count as bigint) as not_found_count,
    cast(unknown_customer_count as bigint) as unknown_customer_count,
    agreement_rate,
    agreement_rate_low,
    agreement_rate_high
from identity_agreement
