with

embedding_models as (

    select * from {{ ref('embedding_models') }}

)

select
    source,
    model_version,
    document_count,
    chunk_count,
    chunk_share,
    smallest_dim_count,
    largest_dim_count,
    is_current,
    first_embedded_at,
    last_embedded_at
from embedding_models
