with

raw_rows as (

    select * from {{ source('platform', 'wargame_simulations') }}

),

renamed as (

    select
        source,
        id as simulation_id,
        tenant_id,
        topic,
        status,
        decision,
        planned_round_count,
        round_count as reported_round_count,
        message_count as reported_message_count,
        {{ whole_seconds('started_at') }} as started_at,
        {{ whole_seconds('concluded_at') }} as concluded_at,
        loaded_at
    from raw_rows

)

select * from renamed
