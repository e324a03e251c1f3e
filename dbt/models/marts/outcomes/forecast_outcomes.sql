{%- set year = '(365.0 / 7)' -%}

with

measurements as (

    select * from {{ ref('outcome_measurements') }}

),

opportunities as (

    select * from {{ ref('opportunity_subjects') }}

),

-- An effect is a change of cases a week, so that what is avoided is its opposite, and low and high change places.
avoided as (

    select
        measurements.*,
        opportunities.title as opportunity_title,
        -measurements.effect * {{ year }} as avoided_cases,
        -measurements.effect_high * {{ year }} as avoided_cases_low,
        -measurements.effect_low * {{ year }} as avoided_cases_high,
        measurements.observed - measurements.effect as counterfactual,
        {% for end in ['', '_low', '_high'] %}
            {%- set effect = 'measurements.effect' ~ end %}
            {{ part_of_counterfactual('measurements.observed', effect) }} as relative_effect{{ end }},
        {% endfor %}
        coalesce(measurements.decided_status[len(measurements.decided_status)], 'Pending') as verification_status,
        measurements.decided_by[len(measurements.decided_by)] as last_decided_by,
        measurements.decided_reason[len(measurements.decided_reason)] as last_reason,
        measurements.decided_at[len(measurements.decided_at)] as last_decided_at
    from measurements
    left join opportunities
        on
            measurements.source = opportunities.source
            and measurements.opportunity_key = opportunities.opportunity_key

)

-- Scored are outcomes whose checks hold, and those that a person has verified; none that a person disputes, and none of
-- a forecast that was made when the fix was there.
select
    *,
    frozen_at < cast(fix_on as timestamptz) as is_frozen_before_fix,
    avoided_cases between low_cases and high_cases as is_in_range,
    avoided_cases / nullif(likely_cases, 0) - 1 as relative_miss,
    effect is not null
    and frozen_at < cast(fix_on as timestamptz)
    and (is_supported or verification_status = 'Verified')
    and verification_status <> 'Disputed' as is_scored,
    case
        when effect is null then null
        when not is_supported then 'Disputed'
        when effect_high < 0 and method = 'difference-in-differences' then 'Verified'
        else 'Pending'
    end as suggested_status
from avoided
