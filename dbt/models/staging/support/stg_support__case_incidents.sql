with

raw_rows as (

    select * from {{ source('support', 'case_incidents') }}

),

renamed as (

    select
        source,
        case_id,
        incident_id,
        tenant_id,
        linked_by,
        {{ whole_seconds('linked_at') }} as linked_at,
        loaded_at
    from raw_rows

)

select * from renamed
