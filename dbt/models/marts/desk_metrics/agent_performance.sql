with

performance as (

    select * from {{ ref('agent_year_figures') }}

),

months as (

    select * from {{ ref('agent_months') }}

),

-- Months in which the agent is reported, so that both sides count the same ones.
reported as (

    select
        source,
        agent_id,
        max(agent_name) as agent_name,
        max(team) as team,
        count(reported_case_count) as reported_month_count,
        cast(sum(reported_case_count) as bigint) as reported_case_count,
        cast(sum(case when reported_case_count is not null then case_count end) as bigint) as counted_case_count,
        count(
            case
                when
                    reported_case_count <> case_count
                    or abs(reported_avg_handle_seconds - avg_handle_seconds) > 1
                    or abs(reported_csat - csat) > 0.0051
                    then 1
            end
        ) as differing_month_count
    from months
    where is_whole_month
    group by source, agent_id

),

latest as (

    select
        source,
        agent_id,
        max_by(reported_status, period_month) as reported_status
    from months
    where reported_status is not null
    group by source, agent_id

)

select
    performance.*,
    reported.agent_name,
    reported.team,
    latest.reported_status,
    reported.reported_month_count,
    reported.reported_case_count,
    reported.counted_case_count,
    reported.differing_month_count
from performance
inner join reported on performance.source = reported.source and performance.agent_id = reported.agent_id
left join latest on performance.source = latest.source and performance.agent_id = latest.agent_id
