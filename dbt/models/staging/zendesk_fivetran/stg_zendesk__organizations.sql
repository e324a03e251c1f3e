with

raw_rows as (

    select * from {{ source('zendesk_fivetran', 'organization') }}

),

renamed as (

    select
        source,
        cast(id as {{ dbt.type_string() }}) as organization_id,
        name as organization_name,
        {{ whole_seconds('created_at') }} as created_at,
        {{ whole_seconds('updated_at') }} as updated_at,
        loaded_at
    from raw_rows

)

select * from renamed
