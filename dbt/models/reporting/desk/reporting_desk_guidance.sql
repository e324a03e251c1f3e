with

desk_guidance as (

    select * from {{ ref('desk_guidance') }}

)

select
    source,
    subject,
    entity_id,
    title,
    concerns,
    runbook_title,
    owner_team,
    self_serve_url,
    is_active,
    updated_at
from desk_guidance
