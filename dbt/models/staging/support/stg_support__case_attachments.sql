with

raw_rows as (

    select * from {{ source('support', 'case_attachments') }}

),

renamed as (

    select
        source,
        attachment_id,
        case_id,
        tenant_id,
        interaction_id,
        uploaded_by,
        file_name,
        content_type,
        kind,
        size_bytes,
        {{ whole_seconds('uploaded_at') }} as uploaded_at,
        loaded_at
    from raw_rows

)

select * from renamed
