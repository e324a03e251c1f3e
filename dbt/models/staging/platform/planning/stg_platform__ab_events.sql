with

raw_rows as (

    select * from {{ source('platform', 'ab_events') }}

),

renamed as (

    select
        source,
        id as event_id,
        test_id,
        user_id,
        variant,
        event_type,
        {{ whole_seconds('occurred_at') }} as occurred_at,
        loaded_at
    from raw_rows

)

select * from renamed
