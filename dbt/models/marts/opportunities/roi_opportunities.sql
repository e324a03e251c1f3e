{%- set floor = opportunity_setting('floor') -%}
with

subjects as (

    select * from {{ ref('opportunity_subjects') }}

),

values_of as (

    select * from {{ ref('opportunity_values') }}

),

efforts as (

    select * from {{ ref('opportunity_efforts') }}

),

drivers as (

    select * from {{ ref('experience_drivers') }}
    where scope = 'all'

),

sources as (

    select * from {{ ref('int_sources') }}

),

joined as (

    select
        subjects.kind,
        subjects.title,
        subjects.subject_id,
        subjects.driver_outcome,
        drivers.status as driver_status,
        drivers.weight as driver_weight,
        values_of.*,
        {% for side in ['low', 'likely', 'high'] %}
            cast(round(values_of.avoided_cost_{{ side }} + values_of.kept_arr_{{ side }}, 2) as decimal(18, 2))
                as fix_{{ side }}_usd,
        {% endfor %}
        efforts.effort_days,
        coalesce(efforts.effort_basis, 'no project names it') as effort_basis,
        coalesce(efforts.project_count, 0) as project_count,
        coalesce(efforts.roadmap_item_count, 0) as roadmap_item_count,
        coalesce(efforts.reported_opportunity_count, 0) as reported_opportunity_count,
        efforts.reported_impact_usd,
        cast({{ dbt.dateadd('day', -opportunity_setting('period_days'), 'sources.as_of') }} as date) as period_start,
        cast(sources.as_of as date) as period_end
    from subjects
    inner join values_of
        on subjects.source = values_of.source and subjects.opportunity_key = values_of.opportunity_key
    inner join sources on subjects.source = sources.source
    left join efforts on subjects.source = efforts.source and subjects.opportunity_key = efforts.opportunity_key
    left join drivers
        on
            subjects.kind = 'driver'
            and subjects.source = drivers.source
            and subjects.driver_outcome = drivers.outcome
            and subjects.subject_id = drivers.predictor

),

-- A topic is a theme and may be a driver of several outcomes: one subject, of the same cases, with one rank.
named as (

    select
        *,
        coalesce(fix_likely_usd, 0) as amount,
        kind <> 'driver' or (case_count >= {{ floor }} and coalesce(driver_status = 'driver', false)) as is_ranked,
        case when sort in ('theme', 'topic driver') then 'topic' else sort end || ':' || subject_id as ranked_subject
    from joined

),

ranked as (

    {{ ranked_once('named', 'ranked_subject', 'amount', {'in_all': 'source', 'in_kind': 'source, kind'}) }}

)

select
    *,
    place_in_all as place,
    tied_in_all as tied_count,
    tied_in_all > 1 as is_tied,
    case
        when is_setback and is_comparable then 'extra cost of cases with it, over cases without'
        when is_setback then 'too few cases to compare'
        when judged_count = 0 then 'no case has a recorded cause'
        when is_one_off then 'cost of its cases as it was; it happened once, or too rarely to make a year of it'
        when kind = 'defect' then 'cost of its cases, all of which a fix prevents'
        else 'cost × share of cases whose cause is a defect, a gap or a missing guide'
    end as fix_method,
    case
        when case_count < {{ floor }} then 'low'
        when kind = 'driver' and driver_status <> 'driver' then 'low'
        when leaving_status in ('touched leave more often', 'touched leave less often') then 'high'
        else 'medium'
    end as confidence,
    case
        when case_count < {{ floor }} then 'fewer than {{ floor }} cases in the period'
        when kind = 'driver' and driver_status <> 'driver' then 'no driver above noise'
        when leaving_status in ('touched leave more often', 'touched leave less often')
            then 'enough cases, and a difference in leaving'
        else 'enough cases; no difference in leaving is shown'
    end as confidence_reason
from ranked
