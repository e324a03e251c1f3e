with

product_problems as (

    select * from {{ ref('product_problems') }}

)

select
    source,
    product_id,
    product_name,
    product_status,
    area,
    problem,
    detail
from product_problems
