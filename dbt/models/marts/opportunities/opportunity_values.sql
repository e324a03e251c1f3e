{%- set floor = opportunity_setting('floor') -%}

with

subjects as (

    select * from {{ ref('opportunity_subjects') }}

),

costs as (

    select * from {{ ref('opportunity_costs') }}

),

exposures as (

    select
        source,
        opportunity_key,
        sum(arr_exposed_usd) as arr_exposed_usd
    from {{ ref('opportunity_accounts') }}
    group by source, opportunity_key

),

leaving as (

    select * from {{ ref('opportunity_leaving') }}

),

-- What a fix can take away: of a defect every case, of a theme those with a cause that work on the product removes.
shares as (

    select
        costs.*,
        subjects.sort,
        case subjects.kind when 'defect' then costs.case_count_ever else costs.avoidable_count end as removable_count,
        case subjects.kind when 'defect' then costs.case_count_ever else costs.caused_count end as judged_count,
        costs.case_count as own_count,
        subjects.sort = 'setback driver' as is_setback,
        costs.case_count >= {{ floor }} and costs.other_count >= {{ floor }} as is_comparable
    from costs
    inner join subjects on costs.source = subjects.source and costs.opportunity_key = subjects.opportunity_key

),

bounded as (

    select
        *,
        {% for bound, side in [('low', '-'), ('high', '+')] %}
            case when not is_setback then {{ wilson_bound('removable_count', 'judged_count', side) }} end
                as removable_rate_{{ bound }},
            case when is_setback and is_comparable then {{ mean_difference_bound('own', 'other', side) }} end
                as extra_cost_{{ bound }},
        {% endfor %}
        case when not is_setback then cast(removable_count as double) / nullif(judged_count, 0) end as removable_rate,
        case when is_setback and is_comparable then own_mean - other_mean end as extra_cost
    from shares

),

joined as (

    select
        bounded.*,
        coalesce(exposures.arr_exposed_usd, 0) as arr_exposed_usd,
        {% for column in ['touched_count', 'touched_left_count', 'touched_rate', 'untouched_count',
            'untouched_left_count', 'untouched_rate', 'leaving_difference', 'leaving_difference_low',
            'leaving_difference_high'] %}
            leaving.{{ column }},
        {% endfor %}
        case
            when leaving.touched_count < {{ floor }} or leaving.untouched_count < {{ floor }} then 'too few customers'
            when leaving.leaving_difference_low > 0 then 'touched leave more often'
            when leaving.leaving_difference_high < 0 then 'touched leave less often'
            else 'no difference shown'
        end as leaving_status
    from bounded
    left join exposures
        on bounded.source = exposures.source and bounded.opportunity_key = exposures.opportunity_key
    left join leaving on bounded.source = leaving.source and bounded.opportunity_key = leaving.opportunity_key

),

-- Risk is expected where a difference is shown. Where none is, 0 is expected, whatever the middle of the interval.
expected as (

    select
        *,
        case
            when leaving_status = 'touched leave more often' then leaving_difference
            when leaving_status <> 'too few customers' then 0
        end as counted_difference
    from joined

)

select
    *,
    counted_difference * cast(arr_exposed_usd as double) as arr_expected,
    leaving_difference * cast(arr_exposed_usd as double) as arr_times_difference,
    {% for side, bound in [('low', '_low'), ('likely', ''), ('high', '_high')] %}
        {%- set rate = 'removable_rate' ~ bound %}
        case when not is_setback then case_count * periods_a_year * {{ rate }} end as avoided_cases_{{ side }},
        case
            when is_setback then greatest(0, extra_cost{{ bound }}) * case_count * periods_a_year
            else cast(cost_usd as double) * periods_a_year * {{ rate }}
        end as avoided_cost_{{ side }},
        case
            when leaving_status = 'touched leave more often'
                then leaving_difference{{ bound }} * cast(arr_exposed_usd as double) * coalesce({{ rate }}, 1)
            else 0
        end as kept_arr_{{ side }},
    {% endfor %}
    cast(cost_usd as double) * periods_a_year as cost_per_year
from expected
