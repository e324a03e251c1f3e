with

raw_rows as (

    select * from {{ source('zendesk_fivetran', 'ticket_comment') }}

),

renamed as (

    select
        source,
        cast(ticket_id as {{ dbt.type_string() }}) as ticket_id,
        cast(user_id as {{ dbt.type_string() }}) as user_id,
        id as comment_number,
        public as is_public,
        {{ whole_seconds('created') }} as created_at,
        loaded_at
    from raw_rows

)

select * from renamed
