with

stored_files as (

    select * from {{ ref('stored_files') }}

)

select
    source,
    tenant_id,
    file_id,
    bucket_path,
    provider,
    file_ext,
    content_type,
    expected_content_type,
    size_bytes,
    reference_count,
    flaw,
    has_flaw,
    is_unreferenced,
    uploaded_at
from stored_files
