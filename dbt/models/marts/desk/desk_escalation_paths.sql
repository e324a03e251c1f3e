{%- set most = 100 -%}
with

cases as (

    select * from {{ ref('desk_cases') }}

),

in_periods as (

    select
        source,
        level_path,
        team_path,
        time_to_resolve_seconds,
        is_breached,
        {{ unnested(desk_period_numbers('opened_days_ago')) }} as period_number
    from cases

),

-- Every path by its levels, and by its teams within them (team_path is empty where the teams are added up).
{% for part, teams in [('by_level', 'cast(null as varchar)'), ('by_team', 'team_path')] %}
    {{ part }} as (

        select
            source,
            period_number,
            level_path,
            {{ teams }} as team_path,
            count(*) as case_count,
            count(case when is_breached then 1 end) as breached_count,
            percentile_cont(0.5) within group (order by time_to_resolve_seconds) as mttr_median_seconds
        from in_periods
        group by source, period_number, level_path{{ ', team_path' if part == 'by_team' }}

    ),

{% endfor %}
counted as (

    select * from by_level
    union all
    select * from by_team

),

placed as (

    select
        *,
        row_number() over (
            partition by source, period_number, team_path is null
            order by case_count desc, level_path asc, team_path asc
        ) as place,
        sum(case_count) over (partition by source, period_number, team_path is null) as all_count
    from counted

)

-- A desk with many teams has thousands of paths of one case each; the commonest tell enough.
select
    source,
    level_path,
    team_path,
    team_path is null as is_by_level,
    case_count,
    place,
    mttr_median_seconds,
    breached_count,
    {{ desk_period_name('period_number') }} as period,
    cast(case_count as double) / all_count as share_of_cases,
    cast(breached_count as double) / case_count as breached_rate,
    {{ wilson_bound('breached_count', 'case_count', '-') }} as breached_rate_low,
    {{ wilson_bound('breached_count', 'case_count', '+') }} as breached_rate_high
from placed
where place <= {{ most }}
