with

forecasts as (

    select * from {{ ref('stg_platform__project_forecasts') }}

),

projects as (

    select * from {{ ref('stg_platform__projects') }}

),

links as (

    select * from {{ ref('opportunity_links') }}
    where entity_kind = 'project'

),

joined as (

    select
        forecasts.source,
        forecasts.project_id,
        coalesce(projects.title, forecasts.project_id) as project_title,
        projects.status as project_status,
        links.opportunity_key,
        forecasts.metric,
        forecasts.near_estimate,
        forecasts.far_estimate,
        least(forecasts.near_estimate, forecasts.far_estimate) as lowest_estimate,
        greatest(forecasts.near_estimate, forecasts.far_estimate) as highest_estimate,
        forecasts.confidence,
        forecasts.actual,
        forecasts.forecast_on
    from forecasts
    left join projects on forecasts.source = projects.source and forecasts.project_id = projects.project_id
    left join links on forecasts.source = links.source and forecasts.project_id = links.entity_id

),

-- A range may run downwards: latency that is to fall by 150 to 250 ms falls short at 100.
judged as (

    select
        *,
        case
            when actual is null then 'not known yet'
            when actual between lowest_estimate and highest_estimate then 'in the range'
            when far_estimate >= near_estimate and actual < near_estimate then 'fell short'
            when far_estimate < near_estimate and actual > near_estimate then 'fell short'
            else 'beyond the range'
        end as outcome
    from joined

)

select
    *,
    actual is not null as is_known,
    outcome = 'in the range' as is_in_range,
    case
        when confidence < 0.7 then 'below 70 %'
        when confidence < 0.85 then '70 to 84 %'
        else '85 % and more'
    end as confidence_band
from judged
