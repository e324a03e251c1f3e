with

raw_rows as (

    select * from {{ source('zendesk_fivetran', 'group') }}

),

renamed as (

    select
        source,
        cast(id as {{ dbt.type_string() }}) as group_id,
        name as group_name,
        loaded_at
    from raw_rows

)

select * from renamed
