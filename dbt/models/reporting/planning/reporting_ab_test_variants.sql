with

ab_test_variants as (

    select * from {{ ref('ab_test_variants') }}

)

select
    source,
    test_id,
    test_name,
    variant,
    variant_name,
    planned_rate,
    user_count,
    converted_count,
    conversion_rate,
    conversion_rate_low,
    conversion_rate_high,
    started_on
from ab_test_variants
