with

figures as (

    select * from {{ ref('int_competitor_figures') }}

),

-- The figure before is the last one that could be read, of the same measure, source and unit.
readable as (

    select
        *,
        lag(value_number) over (
            partition by source, competitor, metric_name, metric_source, value_unit order by observed_on
        ) as value_before
    from figures
    where value_number is not null and observed_on is not null

),

-- A change in per cent of a share is meant in points of it; of anything else it is relative. A change without a
-- currency of an amount that has one is meant in that currency.
changed as (

    select
        *,
        case
            when delta_unit = 'percent' and value_unit <> 'percent'
                then 100 * (value_number / nullif(value_before, 0) - 1)
            else value_number - value_before
        end as computed_change,
        -- Both figures and the change are rounded: to half a step of their last digit each.
        0.501 * delta_step
        + case
            when delta_unit = 'percent' and value_unit <> 'percent' then 100 * value_step / nullif(abs(value_before), 0)
            else 1.001 * value_step
        end as change_tolerance
    from readable

)

select
    figures.source,
    figures.competitor,
    figures.metric_name,
    figures.metric_source,
    figures.observed_on,
    figures.value_text,
    figures.value_number,
    figures.value_unit,
    figures.delta_text,
    figures.delta_number,
    figures.delta_unit,
    changed.value_before,
    changed.computed_change,
    changed.change_tolerance,
    figures.value_number is not null as is_readable,
    row_number() over (
        partition by figures.source, figures.competitor, figures.metric_name
        order by (figures.value_number is null), figures.observed_on desc nulls last
    ) = 1 as is_latest
from figures
left join changed
    on
        figures.source = changed.source
        and figures.competitor = changed.competitor
        and figures.metric_name = changed.metric_name
        and figures.metric_source = changed.metric_source
        and figures.observed_on = changed.observed_on
        and figures.value_text = changed.value_text
