with

models as (

    select * from {{ ref('int_embedding_models') }}

)

select
    source,
    model_version,
    document_count,
    chunk_count,
    smallest_dim_count,
    largest_dim_count,
    is_current,
    cast(chunk_count as double) / sum(chunk_count) over (partition by source) as chunk_share,
    first_embedded_at,
    last_embedded_at
from models
