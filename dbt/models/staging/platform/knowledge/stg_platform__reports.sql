with

raw_rows as (

    select * from {{ source('platform', 'reports') }}

),

renamed as (

    select
        source,
        id as report_id,
        tenant_id,
        report_type,
        format,
        generated_by,
        url,
        {{ whole_seconds('generated_at') }} as generated_at,
        loaded_at
    from raw_rows

)

select * from renamed
