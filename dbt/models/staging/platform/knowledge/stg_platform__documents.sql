with

raw_rows as (

    select * from {{ source('platform', 'documents') }}

),

renamed as (

    select
        source,
        id as document_id,
        tenant_id,
        owner_id,
        title,
        upper(type) as document_type,
        status,
        url,
        bucket_path,
        size_bytes,
        {{ whole_seconds('created_at') }} as created_at,
        {{ whole_seconds('published_at') }} as published_at,
        {{ whole_seconds('content_changed_at') }} as content_changed_at,
        {{ whole_seconds('reviewed_at') }} as reviewed_at,
        {{ whole_seconds('updated_at') }} as updated_at,
        loaded_at
    from raw_rows

)

select * from renamed
