{#- Days after which a published document should have been looked at again. -#}
{%- set review_days = 365 -%}
with

documents as (

    select * from {{ ref('stg_platform__documents') }}

),

embeddings as (

    select * from {{ ref('int_document_embeddings') }}

),

uses as (

    select * from {{ ref('int_document_uses') }}

),

sources as (

    select * from {{ ref('int_sources') }}

),

joined as (

    select
        documents.source,
        documents.tenant_id,
        documents.document_id,
        documents.title,
        documents.document_type,
        documents.status,
        documents.owner_id,
        documents.url,
        documents.size_bytes,
        embeddings.model_versions,
        coalesce(embeddings.chunk_count, 0) as chunk_count,
        coalesce(embeddings.missing_chunk_count, 0) as missing_chunk_count,
        coalesce(embeddings.outdated_chunk_count, 0) as outdated_chunk_count,
        coalesce(embeddings.model_count, 0) as model_count,
        coalesce(embeddings.dimension_count, 0) as dimension_count,
        coalesce(uses.macro_count, 0) as macro_count,
        coalesce(uses.use_count, 0) as use_count,
        coalesce(uses.recent_use_count, 0) as recent_use_count,
        documents.status = 'published' as is_published,
        -- Pictures, films and archives hold no text to embed; where they were embedded all the same, that counts.
        embeddings.document_id is not null or documents.document_type not in
        ('PNG', 'JPG', 'JPEG', 'GIF', 'SVG', 'WEBP', 'MP4', 'MOV', 'MP3', 'WAV', 'ZIP', 'GZ') as has_text,
        documents.published_at,
        documents.content_changed_at,
        embeddings.first_embedded_at,
        embeddings.last_embedded_at,
        documents.reviewed_at,
        {{ dbt.datediff('coalesce(documents.reviewed_at, documents.published_at)', 'sources.as_of', 'day') }}
            as days_since_review
    from documents
    inner join sources on documents.source = sources.source
    left join embeddings on documents.source = embeddings.source and documents.document_id = embeddings.document_id
    left join uses on documents.source = uses.source and documents.document_id = uses.document_id

),

-- One state each, the worst first. Vectors of two models cannot be compared, so a mixture is worse than an old one.
judged as (

    select
        *,
        case
            when not is_published and chunk_count > 0 then 'still embedded'
            when not is_published then 'not published'
            when not has_text then 'no text'
            when chunk_count = 0 then 'not embedded'
            when missing_chunk_count > 0 then 'chunks missing'
            when model_count > 1 or dimension_count > 1 then 'mixed models'
            when outdated_chunk_count > 0 then 'old model'
            when content_changed_at > first_embedded_at then 'changed since'
            else 'ready'
        end as embedding_state,
        is_published and days_since_review > {{ review_days }} as is_review_overdue,
        recent_use_count > 0 as is_relied_on
    from joined

)

select
    *,
    is_published and has_text as needs_embedding,
    embedding_state = 'ready' as is_ready
from judged
