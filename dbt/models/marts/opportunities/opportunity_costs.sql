{%- set components = ['handling_cost_usd', 'credits_usd', 'ai_cost_usd', 'infrastructure_cost_usd', 'cost_usd'] -%}

with

subjects as (

    select * from {{ ref('opportunity_subjects') }}

),

opportunity_cases as (

    select * from {{ ref('opportunity_cases') }}

),

costs as (

    select * from {{ ref('case_costs') }}

),

cases as (

    select * from {{ ref('cases') }}

),

platforms as (

    select * from {{ ref('int_source_platforms') }}

),

sources as (

    select * from {{ ref('int_sources') }}

),

-- All cases of the period, to hold those of a subject against the others.
everything as (

    select
        platforms.platform_source as source,
        count(*) as case_count,
        sum(cast(costs.cost_usd as double)) as total,
        sum(cast(costs.cost_usd as double) * cast(costs.cost_usd as double)) as squares
    from cases
    inner join costs on cases.source = costs.source and cases.case_id = costs.case_id
    inner join platforms on cases.source = platforms.source
    inner join sources on platforms.platform_source = sources.source
    where
        not cases.is_removed
        and cases.opened_at >= {{ dbt.dateadd('day', -opportunity_setting('period_days'), 'sources.as_of') }}
    group by platforms.platform_source

),

summed as (

    select
        source,
        opportunity_key,
        count(*) as case_count_ever,
        count(case when is_in_period then 1 end) as case_count,
        count(distinct case when is_in_period then tenant_id end) as account_count,
        count(distinct case when is_in_period then customer_id end) as customer_count,
        count(cause) as caused_count,
        count(case when is_avoidable then 1 end) as avoidable_count,
        sum(case when is_in_period then handling_minutes else 0 end) as handling_minutes,
        {% for component in components %}
            cast(coalesce(sum(case when is_in_period then {{ component }} end), 0) as decimal(18, 2))
                as {{ component }},
        {% endfor %}
        count(case when is_in_period then ai_cost_usd end) as usage_known_count,
        sum(case when is_in_period then cast(cost_usd as double) else 0 end) as total,
        sum(case when is_in_period then cast(cost_usd as double) * cast(cost_usd as double) else 0 end) as squares
    from opportunity_cases
    group by source, opportunity_key

)

-- An incident, or a bug of a few cases, happened once: it is not made a year of.
select
    subjects.source,
    subjects.opportunity_key,
    {{ is_one_off('subjects.sort', 'coalesce(summed.case_count, 0)') }} as is_one_off,
    case
        when {{ is_one_off('subjects.sort', 'coalesce(summed.case_count, 0)') }} then 1
        else 365.0 / {{ opportunity_setting('period_days') }}
    end as periods_a_year,
    coalesce(summed.case_count_ever, 0) as case_count_ever,
    coalesce(summed.case_count, 0) as case_count,
    coalesce(summed.account_count, 0) as account_count,
    coalesce(summed.customer_count, 0) as customer_count,
    coalesce(summed.caused_count, 0) as caused_count,
    coalesce(summed.avoidable_count, 0) as avoidable_count,
    coalesce(summed.usage_known_count, 0) as usage_known_count,
    coalesce(summed.handling_minutes, 0) as handling_minutes,
    {% for component in components %}
        cast(coalesce(summed.{{ component }}, 0) as decimal(18, 2)) as {{ component }},
    {% endfor %}
    everything.case_count as all_case_count,
    everything.case_count - coalesce(summed.case_count, 0) as other_count,
    summed.total / nullif(summed.case_count, 0) as own_mean,
    {{ sd_of_sums('summed.case_count', 'summed.total', 'summed.squares') }} as own_sd,
    (everything.total - coalesce(summed.total, 0)) / nullif(everything.case_count - coalesce(summed.case_count, 0), 0)
        as other_mean,
    {{ sd_of_sums(
        'everything.case_count - coalesce(summed.case_count, 0)',
        'everything.total - coalesce(summed.total, 0)',
        'everything.squares - coalesce(summed.squares, 0)'
    ) }} as other_sd
from subjects
left join summed on subjects.source = summed.source and subjects.opportunity_key = summed.opportunity_key
left join everything on subjects.source = everything.source
