with

raw_rows as (

    select * from {{ source('support', 'case_affected_resources') }}

),

renamed as (

    select
        source,
        case_id,
        resource_id,
        tenant_id,
        {{ whole_seconds('linked_at') }} as linked_at,
        loaded_at
    from raw_rows

)

select * from renamed
