with

raw_rows as (

    select * from {{ source('zendesk_fivetran', 'user') }}

),

renamed as (

    select
        source,
        cast(id as {{ dbt.type_string() }}) as user_id,
        cast(organization_id as {{ dbt.type_string() }}) as organization_id,
        name as user_name,
        email,
        phone,
        lower(role) as role,
        {{ whole_seconds('created_at') }} as created_at,
        loaded_at
    from raw_rows

)

select * from renamed
