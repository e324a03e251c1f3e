with

tests as (

    select * from {{ ref('stg_platform__ab_tests') }}

),

users as (

    select * from {{ ref('int_ab_test_users') }}

),

variants as (

    select
        source,
        test_id,
        test_name,
        'A' as variant,
        coalesce(variant_a_name, 'A') as variant_name,
        planned_a_rate as planned_rate,
        started_at
    from tests
    union all
    select
        source,
        test_id,
        test_name,
        'B' as variant,
        coalesce(variant_b_name, 'B') as variant_name,
        1 - planned_a_rate as planned_rate,
        started_at
    from tests

),

-- A user belongs to the variant they were shown first; who saw both belongs to neither.
counted as (

    select
        source,
        test_id,
        variant,
        count(*) as user_count,
        count(case when is_converted then 1 end) as converted_count
    from users
    where first_shown_at is not null and not is_in_both
    group by source, test_id, variant

),

joined as (

    select
        variants.source,
        variants.test_id,
        variants.test_name,
        variants.variant,
        variants.variant_name,
        variants.planned_rate,
        cast(variants.started_at as date) as started_on,
        coalesce(counted.user_count, 0) as user_count,
        coalesce(counted.converted_count, 0) as converted_count
    from variants
    left join counted
        on
            variants.source = counted.source
            and variants.test_id = counted.test_id
            and variants.variant = counted.variant

)

select
    *,
    cast(converted_count as double) / nullif(user_count, 0) as conversion_rate,
    {{ wilson_bound('converted_count', 'user_count', '-') }} as conversion_rate_low,
    {{ wilson_bound('converted_count', 'user_count', '+') }} as conversion_rate_high
from joined
