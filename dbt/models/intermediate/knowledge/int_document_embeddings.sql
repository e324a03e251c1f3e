with

embeddings as (

    select * from {{ ref('stg_platform__knowledge_embeddings') }}

),

models as (

    select * from {{ ref('int_embedding_models') }}

),

chunks as (

    select
        embeddings.source,
        embeddings.document_id,
        embeddings.chunk_index,
        embeddings.model_version,
        embeddings.dim_count,
        embeddings.embedded_at,
        models.is_current
    from embeddings
    inner join models
        on embeddings.source = models.source and embeddings.model_version = models.model_version

),

-- Chunks are counted from 0, so that gaps show; what is missing at the end of a document nobody can tell.
by_document as (

    select
        source,
        document_id,
        count(distinct chunk_index) as chunk_count,
        max(chunk_index) + 1 - count(distinct chunk_index) as missing_chunk_count,
        count(case when not is_current then 1 end) as outdated_chunk_count,
        count(distinct model_version) as model_count,
        count(distinct dim_count) as dimension_count,
        case
            when min(model_version) = max(model_version) then min(model_version)
            else min(model_version) || ', ' || max(model_version)
        end as model_versions,
        min(embedded_at) as first_embedded_at,
        max(embedded_at) as last_embedded_at
    from chunks
    group by source, document_id

)

select * from by_document
