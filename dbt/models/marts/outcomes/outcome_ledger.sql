{%- set measures = [('revenue_impact_usd', 'usd_per_case'), ('operational_hours_saved', 'hours_per_case')] -%}

with

outcomes as (

    select * from {{ ref('forecast_outcomes') }}
    where effect is not null

),

claims as (

    select * from {{ ref('outcome_claims') }}

),

-- What has come of a fix so far: the effect of a week times the whole weeks since.
entries as (

    select
        source,
        forecast_id as entry_id,
        'measured' as origin,
        opportunity_key,
        coalesce(opportunity_title, opportunity_key) as title,
        cast(null as varchar) as tenant_id,
        cast(null as varchar) as action_id,
        fix_on as outcome_on,
        {% for column, unit in measures %}
            {%- for end, effect in [('', 'effect'), ('_low', 'effect_high'), ('_high', 'effect_low')] %}
                -{{ effect }} * weeks_after * {{ unit }} as {{ column }}{{ end }},
            {% endfor %}
        {% endfor %}
        method,
        cast(treated_cases as bigint) as n,
        trend_passed,
        dates_passed,
        segments_passed,
        finding,
        suggested_status,
        verification_status,
        last_decided_by as decided_by,
        case
            when verification_status = 'Verified' and not is_supported then replace(finding, 'not supported: ', '')
        end as verified_although,
        last_reason as reason,
        last_decided_at as decided_at
    from outcomes

    union all

    select
        source,
        claim_id as entry_id,
        'claimed by the platform' as origin,
        cast(null as varchar) as opportunity_key,
        action_type as title,
        tenant_id,
        action_id,
        cast(claimed_at as date) as outcome_on,
        cast(revenue_impact_usd as double) as revenue_impact_usd,
        cast(null as double) as revenue_impact_usd_low,
        cast(null as double) as revenue_impact_usd_high,
        cast(operational_hours_saved as double) as operational_hours_saved,
        cast(null as double) as operational_hours_saved_low,
        cast(null as double) as operational_hours_saved_high,
        'as claimed' as method,
        cast(null as bigint) as n,
        cast(null as boolean) as trend_passed,
        cast(null as boolean) as dates_passed,
        cast(null as boolean) as segments_passed,
        cast(null as varchar) as finding,
        cast(null as varchar) as suggested_status,
        verification_status,
        verified_by as decided_by,
        cast(null as varchar) as verified_although,
        cast(null as varchar) as reason,
        cast(null as varchar) as decided_at
    from claims

)

select * from entries
