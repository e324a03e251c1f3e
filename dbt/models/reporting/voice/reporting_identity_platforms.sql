with

identity_platforms as (

    select * from {{ ref('identity_platforms') }}

)

select
    source,
    source_platform,
    cast(record_count as bigint) as record_count,
    cast(customer_count as bigint) as customer_count,
    coverage_rate,
    cast(dangling_count as bigint) as dangling_count,
    cast(doubled_customer_count as bigint) as doubled_customer_count,
    average_confidence,
    cast(doubtful_count as bigint) as doubtful_count,
    doubtful_rate
from identity_platforms
