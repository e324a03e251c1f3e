with

embeddings as (

    select * from {{ ref('stg_platform__knowledge_embeddings') }}

),

counted as (

    select
        source,
        model_version,
        count(*) as chunk_count,
        count(distinct document_id) as document_count,
        min(dim_count) as smallest_dim_count,
        max(dim_count) as largest_dim_count,
        min(embedded_at) as first_embedded_at,
        max(embedded_at) as last_embedded_at
    from embeddings
    group by source, model_version

),

-- What is embedded today decides; without times it is what most chunks were made by.
ranked as (

    select
        *,
        row_number() over (
            partition by source
            order by last_embedded_at desc nulls last, chunk_count desc, model_version desc
        ) = 1 as is_current
    from counted

)

select * from ranked
