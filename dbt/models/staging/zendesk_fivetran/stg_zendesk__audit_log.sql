with

raw_rows as (

    select * from {{ source('zendesk_fivetran', 'audit_log') }}

),

renamed as (

    select
        source,
        cast(id as {{ dbt.type_string() }}) as entry_id,
        cast(source_id as {{ dbt.type_string() }}) as changed_id,
        lower(source_type) as changed_type,
        lower(change_description) as change_description,
        {{ whole_seconds('created_at') }} as created_at,
        loaded_at
    from raw_rows

)

select * from renamed
