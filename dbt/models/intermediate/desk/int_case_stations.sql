with

events as (

    select * from {{ ref('int_case_events') }}

),

escalations as (

    select * from {{ ref('stg_support__escalations') }}

),

cases as (

    select * from {{ ref('int_cases') }}

),

teams_of_desk as (

    select
        case_key,
        'desk' as level,
        value as team,
        moment
    from events
    where kind = 'group_changed' and value is not null

),

-- The timeline says where an escalation went by its kind; the team stands in the escalation itself.
escalated_to as (

    select
        cases.case_key,
        case when escalations.kind = 'sre' then 'on-call' else escalations.kind end as level,
        coalesce(escalations.to_team, escalations.kind) as team,
        {{ moment_order(
            '(' ~ epoch_seconds('escalations.escalated_at') ~ ' - cases.opened_second)',
            'escalations.escalated_microsecond', 'null', '10'
        ) }} as moment
    from escalations
    inner join cases on escalations.source = cases.source and escalations.case_id = cases.case_id
    where {{ epoch_seconds('escalations.escalated_at') }} <= cases.as_of_second

),

stations as (

    select * from teams_of_desk
    union all
    select * from escalated_to

),

with_station_before as (

    select
        *,
        lag(level) over along as level_before,
        lag(team) over along as team_before
    from stations
    window along as (partition by case_key order by moment, team)

)

-- A team that is named again while it has the case is no new station.
select
    case_key,
    level,
    team,
    moment
from with_station_before
where team_before is null or team <> team_before or level <> level_before
