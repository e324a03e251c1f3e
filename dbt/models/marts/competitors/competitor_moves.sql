with

changes as (

    select * from {{ ref('stg_platform__competitor_web_changes') }}

),

sources as (

    select * from {{ ref('int_sources') }}

),

dated as (

    select
        changes.*,
        cast(changes.detected_at as date) as detected_on,
        cast(sources.as_of as date) as as_of_date
    from changes
    inner join sources on changes.source = sources.source and changes.detected_at <= sources.as_of

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
    {{ dbt.datediff('detected_on', 'as_of_date', 'day') }}
        as days_ago
from dated
