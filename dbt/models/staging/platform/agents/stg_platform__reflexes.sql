with

raw_rows as (

    select * from {{ source('platform', 'reflexes') }}

),

renamed as (

    select
        source,
        id as reflex_id,
        name as reflex_name,
        type as reflex_type,
        trigger_condition,
        action_plan,
        coalesce(is_enabled, true) as is_enabled,
        {{ whole_seconds('active_from') }} as active_from,
        {{ whole_seconds('updated_at') }} as updated_at,
        loaded_at
    from raw_rows

)

select * from renamed
