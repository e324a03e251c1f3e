with

variants as (

    select * from {{ ref('ab_test_variants') }}

),

side_by_side as (

    select
        source,
        test_id,
        max(case when variant = 'A' then planned_rate end) as planned_a_rate,
        max(case when variant = 'A' then user_count end) as a_user_count,
        max(case when variant = 'B' then user_count end) as b_user_count,
        max(case when variant = 'A' then converted_count end) as a_converted_count,
        max(case when variant = 'B' then converted_count end) as b_converted_count,
        max(case when variant = 'A' then conversion_rate end) as a_rate,
        max(case when variant = 'B' then conversion_rate end) as b_rate,
        max(case when variant = 'A' then conversion_rate_low end) as a_rate_low,
        max(case when variant = 'B' then conversion_rate_low end) as b_rate_low,
        max(case when variant = 'A' then conversion_rate_high end) as a_rate_high,
        max(case when variant = 'B' then conversion_rate_high end) as b_rate_high
    from variants
    group by source, test_id

),

pooled as (

    select
        *,
        a_user_count + b_user_count as user_count,
        cast(a_converted_count + b_converted_count as double) / nullif(a_user_count + b_user_count, 0) as pooled_rate
    from side_by_side

),

measured as (

    select
        *,
        b_rate - a_rate as difference,
        {{ difference_bound('b', 'a', '-') }} as difference_low,
        {{ difference_bound('b', 'a', '+') }} as difference_high,
        sqrt(pooled_rate * (1 - pooled_rate) * (1.0 / nullif(a_user_count, 0) + 1.0 / nullif(b_user_count, 0)))
            as pooled_standard_error,
        sqrt(
            (a_user_count - user_count * planned_a_rate) * (a_user_count - user_count * planned_a_rate)
            / nullif(user_count * planned_a_rate * (1 - planned_a_rate), 0)
        ) as split_deviate
    from pooled

)

-- The deviate of the split is the root of chi-square with one degree of freedom: of two groups, one says it all.
-- 2.8016 standard errors is what a test shows in 80 of 100 tries at the 5 % level (1.9600 + 0.8416).
select
    *,
    {{ two_sided_p_value('(difference / nullif(pooled_standard_error, 0))') }} as p_value,
    cast(a_user_count as double) / nullif(user_count, 0) as a_share,
    {{ two_sided_p_value('split_deviate') }} as split_p_value,
    2.8016 * pooled_standard_error as detectable_difference
from measured
