with

calendar_opening_blocks as (

    select * from {{ ref('calendar_opening_blocks') }}

)

select
    source,
    calendar_id,
    calendar_name,
    opens_at,
    closes_at
from calendar_opening_blocks
