with

raw_rows as (

    select * from {{ source('zendesk_fivetran', 'ticket_tag') }}

),

renamed as (

    select
        source,
        cast(ticket_id as {{ dbt.type_string() }}) as ticket_id,
        tag,
        loaded_at
    from raw_rows

)

select * from renamed
