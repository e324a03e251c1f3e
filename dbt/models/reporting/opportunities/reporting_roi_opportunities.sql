with

roi_opportunities as (

    select * from {{ ref('roi_opportunities') }}

)

select
    source,
    opportunity_key,
    kind,
    sort,
    title,
    subject_id,
    driver_outcome,
    place as rank,
    place_in_kind as rank_in_kind,
    tied_count,
    is_tied,
    period_start,
    period_end,
    case_count,
    case_count_ever,
    account_count,
    customer_count,
    case_count / nullif(cast(all_case_count as double), 0) as reach_rate,
    handling_minutes,
    handling_cost_usd,
    credits_usd,
    ai_cost_usd,
    infrastructure_cost_usd,
    cost_usd,
    cast(round(cost_per_year, 2) as decimal(18, 2)) as cost_per_year_usd,
    usage_known_count,
    cast(arr_exposed_usd as decimal(18, 2)) as arr_exposed_usd,
    touched_count,
    touched_left_count,
    touched_rate,
    untouched_count,
    untouched_left_count,
    untouched_rate,
    leaving_difference,
    leaving_difference_low,
    leaving_difference_high,
    leaving_status,
    cast(round(arr_expected, 2) as decimal(18, 2)) as arr_expected_at_risk_usd,
    case
        when leaving_status <> 'too few customers'
            then cast(round(cast(arr_exposed_usd as double) * greatest(0, leaving_difference_low), 2) as decimal(18, 2))
    end as arr_expected_low_usd,
    case
        when leaving_status <> 'too few customers'
            then cast(
                round(cast(arr_exposed_usd as double) * greatest(0, leaving_difference_high), 2) as decimal(18, 2)
            )
    end as arr_expected_high_usd,
    removable_count,
    judged_count,
    removable_rate,
    removable_rate_low,
    removable_rate_high,
    avoided_cases_low,
    avoided_cases_likely,
    avoided_cases_high,
    fix_low_usd,
    fix_likely_usd,
    fix_high_usd,
    fix_method,
    confidence,
    confidence_reason,
    driver_status,
    driver_weight,
    cast(effort_days as bigint) as effort_days,
    effort_basis,
    project_count,
    roadmap_item_count,
    reported_opportunity_count,
    reported_impact_usd
from roi_opportunities
