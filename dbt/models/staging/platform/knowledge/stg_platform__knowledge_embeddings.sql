with

raw_rows as (

    select * from {{ source('platform', 'knowledge_embeddings') }}

),

renamed as (

    select
        source,
        document_id,
        chunk_index,
        model_version,
        dim_count,
        {{ whole_seconds('embedded_at') }} as embedded_at,
        loaded_at
    from raw_rows

)

select * from renamed
