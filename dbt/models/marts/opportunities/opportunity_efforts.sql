with

links as (

    select * from {{ ref('opportunity_links') }}

),

projects as (

    select * from {{ ref('projects') }}

),

reported as (

    select * from {{ ref('reported_opportunities') }}

),

counted as (

    select
        links.source,
        links.opportunity_key,
        count(case when links.entity_kind = 'project' then 1 end) as project_count,
        count(case when projects.is_open then 1 end) as open_project_count,
        sum(case when projects.is_open then projects.planned_day_count end) as effort_days,
        count(case when links.entity_kind = 'roadmap item' then 1 end) as roadmap_item_count,
        count(reported.opportunity_id) as reported_opportunity_count,
        cast(sum(case when reported.is_open then reported.reported_impact_usd end) as decimal(18, 2))
            as reported_impact_usd
    from links
    left join projects
        on
            links.entity_kind = 'project'
            and links.source = projects.source
            and links.entity_id = projects.project_id
    left join reported
        on
            links.entity_kind = 'reported opportunity'
            and links.source = reported.source
            and links.entity_id = reported.opportunity_id
    group by links.source, links.opportunity_key

)

select
    *,
    case
        when effort_days is not null then 'planned days of open projects that name it'
        when project_count > 0 then 'its projects are over, or have no dates'
        when roadmap_item_count > 0 then 'roadmap items state no effort'
        else 'no project names it'
    end as effort_basis
from counted
