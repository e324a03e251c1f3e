with

raw_rows as (

    select * from {{ source('zendesk_fivetran', 'ticket_schedule') }}

),

renamed as (

    select
        source,
        cast(ticket_id as {{ dbt.type_string() }}) as ticket_id,
        cast(schedule_id as {{ dbt.type_string() }}) as schedule_id,
        {{ whole_seconds('created_at') }} as created_at,
        loaded_at
    from raw_rows

)

select * from renamed
