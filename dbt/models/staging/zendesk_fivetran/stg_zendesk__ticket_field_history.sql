with

raw_rows as (

    select * from {{ source('zendesk_fivetran', 'ticket_field_history') }}

),

renamed as (

    select
        source,
        cast(ticket_id as {{ dbt.type_string() }}) as ticket_id,
        cast(user_id as {{ dbt.type_string() }}) as user_id,
        lower(field_name) as field_name,
        value,
        {{ microsecond('updated') }} as updated_microsecond,
        {{ whole_seconds('updated') }} as updated_at,
        loaded_at
    from raw_rows

)

select * from renamed
