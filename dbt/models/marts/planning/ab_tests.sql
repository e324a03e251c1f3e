with

tests as (

    select * from {{ ref('stg_platform__ab_tests') }}

),

comparisons as (

    select * from {{ ref('ab_test_comparisons') }}

),

users as (

    select * from {{ ref('int_ab_test_users') }}

),

left_out as (

    select
        source,
        test_id,
        count(case when is_in_both then 1 end) as both_variants_user_count,
        count(case when is_converted_before and not is_converted then 1 end) as converted_before_user_count,
        sum(outside_event_count) as outside_event_count
    from users
    group by source, test_id

),

named as (

    select
        tests.source,
        tests.test_id,
        tests.test_name,
        tests.status,
        coalesce(tests.variant_a_name, 'A') as variant_a_name,
        coalesce(tests.variant_b_name, 'B') as variant_b_name,
        cast(tests.started_at as date) as started_on,
        cast(tests.ended_at as date) as ended_on,
        tests.reported_winner,
        -- A winner is told by its letter or by what its variant is called.
        case
            when lower(tests.reported_winner) in ('a', lower(tests.variant_a_name)) then 'A'
            when lower(tests.reported_winner) in ('b', lower(tests.variant_b_name)) then 'B'
        end as winner_variant
    from tests

),

found as (

    select
        named.*,
        comparisons.planned_a_rate,
        comparisons.a_share,
        comparisons.user_count,
        comparisons.a_user_count,
        comparisons.b_user_count,
        comparisons.a_converted_count,
        comparisons.b_converted_count,
        comparisons.a_rate,
        comparisons.b_rate,
        comparisons.difference,
        comparisons.difference_low,
        comparisons.difference_high,
        comparisons.p_value,
        comparisons.detectable_difference,
        comparisons.split_p_value,
        coalesce(comparisons.split_p_value < 0.001, false) as is_split_off,
        coalesce(left_out.both_variants_user_count, 0) as both_variants_user_count,
        coalesce(left_out.converted_before_user_count, 0) as converted_before_user_count,
        cast(coalesce(left_out.outside_event_count, 0) as bigint) as outside_event_count,
        case
            when comparisons.difference is null then 'no users'
            when comparisons.split_p_value < 0.001 then 'split is off'
            when comparisons.difference_low > 0 then 'B converts more'
            when comparisons.difference_high < 0 then 'A converts more'
            else 'no difference shown'
        end as finding
    from named
    inner join comparisons on named.source = comparisons.source and named.test_id = comparisons.test_id
    left join left_out on named.source = left_out.source and named.test_id = left_out.test_id

)

select
    *,
    case
        when reported_winner is null then 'no winner reported'
        when winner_variant is null or finding in ('no users', 'split is off') then 'not judged'
        when finding = winner_variant || ' converts more' then 'agrees'
        when finding = 'no difference shown' then 'not supported'
        else 'contradicts'
    end as verdict
from found
