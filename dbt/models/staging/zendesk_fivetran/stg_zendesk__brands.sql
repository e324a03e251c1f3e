with

raw_rows as (

    select * from {{ source('zendesk_fivetran', 'brand') }}

),

renamed as (

    select
        source,
        cast(id as {{ dbt.type_string() }}) as brand_id,
        name as brand_name,
        loaded_at
    from raw_rows

)

select * from renamed
