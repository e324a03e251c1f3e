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

repeats as (

    select * from {{ ref('opportunity_repeats') }}

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
        repeats.same_topic_label as same_cases_as,
        coalesce(repeats.same_topic_id, subjects.subject_id) as own_subject_id,
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
    left join repeats
        on
            subjects.sort in ('theme', 'topic driver')
            and subjects.source = repeats.source
            and subjects.subject_id = repeats.topic_id

),

-- A topic is a theme and may be a driver of several outcomes: one subject, of the same cases, with one rank; and so is
-- a parent with the cases of one topic below it, which as a theme has none of its own.
named as (

    select
        *,
        coalesce(fix_likely_usd, 0) as amount,
        case kind
            when 'driver' then case_count >= {{ floor }} and coalesce(driver_status = 'driver', false)
            else same_cases_as is null
        end as is_ranked,
        case when sort in ('theme', 'topic driver') then 'topic' else sort end || ':' || own_subject_id
            as ranked_subject
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
    {{ fix_method() }} as fix_method,
    {{ fix_confidence('level') }} as confidence,
    {{ fix_confidence('reason') }} as confidence_reason
from ranked
