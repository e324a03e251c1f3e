with

item_weeks as (

    select * from {{ ref('backlog_item_weeks') }}

),

causes as (

    select * from {{ ref('case_root_causes') }}

),

owners as (

    select * from {{ ref('int_component_ownerships') }}

),

users as (

    select * from {{ ref('stg_platform__users') }}

),

platforms as (

    select * from {{ ref('int_source_platforms') }}

),

component_weeks as (

    select
        source,
        item_key,
        component,
        closed_week,
        count(*) as case_count
    from causes
    where item_key is not null and component is not null
    group by source, item_key, component, closed_week

),

to_date as (

    select
        item_weeks.source,
        item_weeks.item_key,
        item_weeks.week_start,
        component_weeks.component,
        sum(component_weeks.case_count) as case_count
    from item_weeks
    inner join component_weeks
        on
            item_weeks.source = component_weeks.source
            and item_weeks.item_key = component_weeks.item_key
            and item_weeks.week_start >= component_weeks.closed_week
    group by item_weeks.source, item_weeks.item_key, item_weeks.week_start, component_weeks.component

),

-- All cases up to the week decide, so that an item does not change hands with the cases of a single week.
ranked as (

    select
        *,
        {{ dbt.dateadd('day', 7, 'week_start') }} as week_end,
        row_number() over (
            partition by source, item_key, week_start
            order by case_count desc, component asc
        ) as place
    from to_date

)

select
    ranked.source,
    ranked.item_key,
    ranked.week_start,
    ranked.component,
    owners.team as owner_team,
    coalesce(users.user_name, owners.owner_id) as owner_name,
    owners.escalation_channel
from ranked
inner join platforms on ranked.source = platforms.source
left join owners
    on
        ranked.source = owners.source
        and ranked.component = owners.component
        and ranked.week_end > owners.counts_from
        and (ranked.week_end <= owners.valid_to or owners.valid_to is null)
left join users on platforms.platform_source = users.source and owners.owner_id = users.user_id
where ranked.place = 1
