with

product_scenes as (

    select * from {{ ref('product_scenes') }}

)

select
    source,
    product_id,
    product_name,
    product_status,
    scene_url,
    environment,
    model_format,
    is_missing,
    is_other_format
from product_scenes
