with

ab_tests as (

    select * from {{ ref('ab_tests') }}

)

select
    source,
    test_id,
    test_name,
    status,
    variant_a_name,
    variant_b_name,
    reported_winner,
    planned_a_rate,
    a_share,
    split_p_value,
    user_count,
    a_user_count,
    b_user_count,
    a_converted_count,
    b_converted_count,
    a_rate,
    b_rate,
    difference,
    difference_low,
    difference_high,
    p_value,
    detectable_difference,
    both_variants_user_count,
    converted_before_user_count,
    outside_event_count,
    finding,
    verdict,
    is_split_off,
    started_on,
    ended_on
from ab_tests
