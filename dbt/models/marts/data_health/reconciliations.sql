with

figures as (

    select * from {{ ref('reconciled_figures') }}

),

summed as (

    select
        source,
        measure,
        count(*) as figure_count,
        count(case when verdict = 'agrees' then 1 end) as agreeing_count,
        count(case when verdict = 'differs' then 1 end) as differing_count,
        count(case when verdict in ('not computable', 'not reported') then 1 end) as one_sided_count,
        count(case when verdict <> 'agrees' then 1 end) as disagreeing_count,
        sum(reported_value) as reported_total,
        sum(computed_value) as computed_total,
        max(abs(difference)) as largest_difference,
        min(period_date) as first_period_date,
        max(period_date) as last_period_date
    from figures
    group by source, measure

)

select * from summed
