with

changes as (

    select * from {{ ref('stg_platform__competitor_web_changes') }}

),

sources as (

    select * from {{ ref('int_sources') }}

)

select
    changes.source,
    changes.change_id,
    changes.competitor,
    changes.page_url,
    changes.change_type,
    changes.significance,
    changes.summary,
    changes.detected_at,
    {{ dbt.datediff('cast(changes.detected_at as date)', 'cast(sources.as_of as date)', 'day') }} as days_ago
from changes
inner join sources on changes.source = sources.source and changes.detected_at <= sources.as_of
