with

raw_rows as (

    select * from {{ source('platform', 'wargame_messages') }}

),

renamed as (

    select
        source,
        simulation_id,
        agent_sender,
        message_context,
        round_index,
        {{ whole_seconds('sent_at') }} as sent_at,
        loaded_at
    from raw_rows

)

select * from renamed
