with

raw_rows as (

    select * from {{ source('platform', 'omni_files') }}

),

renamed as (

    select
        source,
        id as file_id,
        tenant_id,
        bucket_path,
        {{ file_key('bucket_path') }} as file_key,
        provider,
        lower(file_ext) as file_ext,
        lower(content_type) as content_type,
        size_bytes,
        {{ whole_seconds('uploaded_at') }} as uploaded_at,
        loaded_at
    from raw_rows

)

select * from renamed
