with

attributes as (

    select * from {{ ref('customer_attributes_by_week') }}

)

select *
from attributes
where weeks_ago = 0
