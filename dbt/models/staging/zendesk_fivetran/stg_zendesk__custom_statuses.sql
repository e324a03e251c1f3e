with

raw_rows as (

    select * from {{ source('zendesk_fivetran', 'custom_status') }}

),

renamed as (

    select
        source,
        lower(status) as status,
        state,
        loaded_at
    from raw_rows

)

select * from renamed
