with

raw_rows as (

    select * from {{ source('support', 'component_owners') }}

),

renamed as (

    select
        source,
        component,
        team,
        owner_id,
        escalation_channel,
        {{ whole_seconds('valid_from') }} as valid_from,
        {{ whole_seconds('updated_at') }} as updated_at,
        loaded_at
    from raw_rows

)

select * from renamed
