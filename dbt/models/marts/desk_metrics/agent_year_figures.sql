with

handling as (

    select * from {{ ref('int_agent_handling') }}

),

answers as (

    select * from {{ ref('int_agent_answers') }}

),

months as (

    select * from {{ ref('agent_months') }}

),

-- The last twelve whole months: of one month most agents have too few answers to say anything.
counted_months as (

    select
        source,
        period_month,
        rank() over (partition by source order by period_month desc) as months_back
    from months
    where is_whole_month
    group by source, period_month

),

per_case as (

    select
        handling.source,
        handling.agent_id,
        handling.case_id,
        sum(handling.handling_seconds) as handling_seconds
    from handling
    inner join counted_months
        on
            handling.source = counted_months.source
            and handling.handling_month = counted_months.period_month
            and counted_months.months_back <= 12
    group by handling.source, handling.agent_id, handling.case_id

),

worked as (

    select
        source,
        agent_id,
        count(*) as case_count,
        avg(handling_seconds) as handle_mean,
        stddev_samp(handling_seconds) as handle_sd,
        percentile_cont(0.5) within group (order by handling_seconds) as median_handle_seconds
    from per_case
    group by source, agent_id

),

scores as (

    select
        answers.source,
        answers.agent_id,
        answers.score
    from answers
    inner join counted_months
        on
            answers.source = counted_months.source
            and answers.answer_month = counted_months.period_month
            and counted_months.months_back <= 12

),

answered as (

    select
        source,
        agent_id,
        count(*) as answer_count,
        avg(score) as csat,
        stddev_samp(score) as csat_sd
    from scores
    where agent_id is not null
    group by source, agent_id

),

desk as (

    select
        source,
        avg(score) as desk_csat
    from scores
    group by source

)

select
    worked.source,
    worked.agent_id,
    worked.case_count,
    worked.handle_mean as avg_handle_seconds,
    {{ mean_bound('worked.handle_mean', 'worked.handle_sd', 'worked.case_count', '-') }} as avg_handle_low_seconds,
    {{ mean_bound('worked.handle_mean', 'worked.handle_sd', 'worked.case_count', '+') }} as avg_handle_high_seconds,
    worked.median_handle_seconds,
    coalesce(answered.answer_count, 0) as answer_count,
    answered.csat,
    {{ scale_mean_bound('answered.csat', 'answered.csat_sd', 'answered.answer_count', '-', 1, 5) }} as csat_low,
    {{ scale_mean_bound('answered.csat', 'answered.csat_sd', 'answered.answer_count', '+', 1, 5) }} as csat_high,
    desk.desk_csat
from worked
left join answered on worked.source = answered.source and worked.agent_id = answered.agent_id
left join desk on worked.source = desk.source
