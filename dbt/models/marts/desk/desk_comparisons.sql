{%- set z = '1.959963984540054' -%}
{%- set fewest = 10 -%}
{%- set told = {'difference': 'change', 'difference_low': 'change_low', 'difference_high': 'change_high'} -%}
with

cells as (

    select * from {{ ref('desk_comparison_cells') }}

),

all_used as (

    select
        source,
        subject,
        entity_id,
        outcome,
        sum(case_count) as all_used_count
    from cells
    where is_used
    group by source, subject, entity_id, outcome

),

matched as (

    select
        used.source,
        used.subject,
        used.entity_id,
        used.outcome,
        used.scale,
        used.is_less_better,
        used.case_count as used_count,
        unused.case_count as unused_count,
        used.mean as used_mean,
        unused.mean as unused_mean,
        used.squared_deviations + unused.squared_deviations as squared_deviations,
        cast(used.case_count as double) * unused.case_count / (used.case_count + unused.case_count) as weight
    from cells as used
    inner join cells as unused
        on
            used.source = unused.source
            and used.family = unused.family
            and used.priority = unused.priority
            and used.component = unused.component
            and used.outcome = unused.outcome
            and used.is_used
            and not unused.is_used

),

-- Like is compared with like, cell by cell, and a cell weighs as much as it can tell (Cochran 1954): the variance of
-- the weighted difference is then that of a case divided by the sum of the weights.
paired as (

    select
        source,
        subject,
        entity_id,
        outcome,
        scale,
        is_less_better,
        sum(used_count) as used_count,
        sum(unused_count) as compared_count,
        sum(weight * used_mean) / sum(weight) as used_mean,
        sum(weight * unused_mean) / sum(weight) as compared_mean,
        sum(squared_deviations)
        / nullif(sum(used_count) + sum(unused_count) - 2 * count(*), 0)
        / sum(weight) as variance
    from matched
    group by source, subject, entity_id, outcome, scale, is_less_better

),

with_interval as (

    select
        *,
        used_mean - compared_mean as change,
        used_mean - compared_mean - {{ z }} * sqrt(variance) as change_low,
        used_mean - compared_mean + {{ z }} * sqrt(variance) as change_high
    from paired

)

select
    with_interval.source,
    with_interval.subject,
    with_interval.entity_id,
    with_interval.outcome,
    with_interval.scale,
    with_interval.used_count,
    with_interval.compared_count,
    cast(with_interval.used_count as double) / all_used.all_used_count as comparable_share,
    case when with_interval.scale = 'ratio' then exp(with_interval.used_mean) else with_interval.used_mean end
        as used_value,
    case when with_interval.scale = 'ratio' then exp(with_interval.compared_mean) else with_interval.compared_mean end
        as compared_value,
    {% for name, bound in told.items() -%}
        case
            when with_interval.scale = 'ratio' then exp(with_interval.{{ bound }}) - 1 else with_interval.{{ bound }}
        end as {{ name }},
    {% endfor -%}
    case
        when with_interval.used_count < {{ fewest }} or with_interval.change_low is null then 'too few cases'
        when with_interval.change_low <= 0 and with_interval.change_high >= 0 then 'no clear difference'
        when (with_interval.change < 0) = with_interval.is_less_better then 'better'
        else 'worse'
    end as verdict
from with_interval
inner join all_used
    on
        with_interval.source = all_used.source
        and with_interval.subject = all_used.subject
        and with_interval.entity_id = all_used.entity_id
        and with_interval.outcome = all_used.outcome
