with

raw_rows as (

    select * from {{ source('platform', 'ab_tests') }}

),

renamed as (

    select
        source,
        id as test_id,
        name as test_name,
        status,
        variant_a_pct / 100 as planned_a_rate,
        variant_a_name,
        variant_b_name,
        winner as reported_winner,
        {{ whole_seconds('started_at') }} as started_at,
        {{ whole_seconds('ended_at') }} as ended_at,
        loaded_at
    from raw_rows

)

select * from renamed
