with

documents as (

    select * from {{ ref('documents') }}

)

select
    source,
    tenant_id,
    document_id,
    title,
    document_type,
    status,
    owner_id,
    url,
    size_bytes,
    embedding_state,
    model_versions,
    chunk_count,
    missing_chunk_count,
    outdated_chunk_count,
    macro_count,
    cast(use_count as bigint) as use_count,
    cast(recent_use_count as bigint) as recent_use_count,
    days_since_review,
    is_published,
    has_text,
    needs_embedding,
    is_ready,
    is_review_overdue,
    is_relied_on,
    published_at,
    content_changed_at,
    first_embedded_at,
    reviewed_at
from documents
