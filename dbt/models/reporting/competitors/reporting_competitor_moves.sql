with

competitor_moves as (

    select * from {{ ref('competitor_moves') }}

)

select
    source,
    change_id,
    competitor,
    page_url,
    change_type,
    significance,
    summary,
    detected_at,
    days_ago
from competitor_moves
