with

roi_opportunities as (

    select * from {{ ref('roi_opportunities') }}

),

forecast_scores as (

    select * from {{ ref('forecast_scores') }}

)

select
    roi_opportunities.source,
    roi_opportunities.opportunity_key,
    roi_opportunities.kind,
    roi_opportunities.sort,
    roi_opportunities.title,
    roi_opportunities.subject_id,
    roi_opportunities.driver_outcome,
    roi_opportunities.place as rank,
    roi_opportunities.place_in_kind as rank_in_kind,
    roi_opportunities.tied_count,
    roi_opportunities.tied_in_kind,
    roi_opportunities.is_tied,
    roi_opportunities.same_cases_as,
    roi_opportunities.period_start,
    roi_opportunities.period_end,
    roi_opportunities.case_count,
    roi_opportunities.case_count_ever,
    roi_opportunities.account_count,
    roi_opportunities.customer_count,
    roi_opportunities.case_count / nullif(cast(roi_opportunities.all_case_count as double), 0) as reach_rate,
    roi_opportunities.handling_minutes,
    roi_opportunities.handling_cost_usd,
    roi_opportunities.credits_usd,
    roi_opportunities.ai_cost_usd,
    roi_opportunities.infrastructure_cost_usd,
    roi_opportunities.cost_usd,
    cast(round(roi_opportunities.cost_per_year, 2) as decimal(18, 2)) as cost_per_year_usd,
    roi_opportunities.usage_known_count,
    cast(roi_opportunities.arr_exposed_usd as decimal(18, 2)) as arr_exposed_usd,
    roi_opportunities.touched_count,
    roi_opportunities.touched_left_count,
    roi_opportunities.touched_rate,
    roi_opportunities.untouched_count,
    roi_opportunities.untouched_left_count,
    roi_opportunities.untouched_rate,
    roi_opportunities.leaving_difference,
    roi_opportunities.leaving_difference_low,
    roi_opportunities.leaving_difference_high,
    roi_opportunities.leaving_status,
    cast(round(roi_opportunities.arr_expected, 2) as decimal(18, 2)) as arr_expected_at_risk_usd,
    case
        when roi_opportunities.leaving_status <> 'too few customers'
            then cast(round(roi_opportunities.arr_times_difference, 2) as decimal(18, 2))
    end as arr_times_difference_usd,
    case
        when roi_opportunities.leaving_status <> 'too few customers'
            then cast(
                round(
                    cast(roi_opportunities.arr_exposed_usd as double)
                    * greatest(0, roi_opportunities.leaving_difference_low),
                    2
                ) as decimal(18, 2)
            )
    end as arr_expected_low_usd,
    case
        when roi_opportunities.leaving_status <> 'too few customers'
            then cast(
                round(
                    cast(roi_opportunities.arr_exposed_usd as double)
                    * greatest(0, roi_opportunities.leaving_difference_high),
                    2
                ) as decimal(18, 2)
            )
    end as arr_expected_high_usd,
    roi_opportunities.removable_count,
    roi_opportunities.judged_count,
    roi_opportunities.removable_rate,
    roi_opportunities.removable_rate_low,
    roi_opportunities.removable_rate_high,
    roi_opportunities.avoided_cases_low,
    roi_opportunities.avoided_cases_likely,
    roi_opportunities.avoided_cases_high,
    roi_opportunities.fix_low_usd,
    roi_opportunities.fix_likely_usd,
    roi_opportunities.fix_high_usd,
    roi_opportunities.is_one_off,
    roi_opportunities.fix_method,
    roi_opportunities.confidence,
    roi_opportunities.confidence_reason,
    roi_opportunities.driver_status,
    roi_opportunities.driver_weight,
    forecast_scores.scored_count as past_forecast_count,
    forecast_scores.coverage_rate as past_coverage_rate,
    forecast_scores.bias as past_bias,
    cast(roi_opportunities.effort_days as bigint) as effort_days,
    roi_opportunities.effort_basis,
    roi_opportunities.project_count,
    roi_opportunities.roadmap_item_count,
    roi_opportunities.reported_opportunity_count,
    roi_opportunities.reported_impact_usd
from roi_opportunities
left join forecast_scores on roi_opportunities.source = forecast_scores.source
