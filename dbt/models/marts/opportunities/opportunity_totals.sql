{%- set components = ['handling_cost_usd', 'credits_usd', 'ai_cost_usd', 'infrastructure_cost_usd', 'cost_usd'] -%}

with

opportunity_cases as (

    select * from {{ ref('opportunity_cases') }}
    where is_in_period

),

accounts as (

    select * from {{ ref('opportunity_accounts') }}
    where period_case_count > 0

),

opportunities as (

    select * from {{ ref('roi_opportunities') }}

),

-- Opportunities overlap: a case, and an account, is in several. Here each is there once, whatever it is in.
{% for name in ['opportunity_cases', 'accounts'] %}
    told_{{ name }} as (

        select
            {{ name }}.*,
            opportunities.kind,
            opportunities.counted_difference
        from {{ name }}
        inner join opportunities
            on
                {{ name }}.source = opportunities.source
                and {{ name }}.opportunity_key = opportunities.opportunity_key

    ),
{% endfor %}

{% for name, kind in [('each', 'kind'), ('all', "'all'")] %}
    cases_of_{{ name }} as (

        select distinct
            source,
            {{ kind }} as kind,
            case_source,
            case_id,
            {{ components | join(', ') }}
        from told_opportunity_cases

    ),

    accounts_of_{{ name }} as (

        select
            source,
            {{ kind }} as kind,
            tenant_id,
            max(arr_usd) as arr_usd,
            max(counted_difference) as counted_difference
        from told_accounts
        group by source, {{ 'kind, tenant_id' if name == 'each' else 'tenant_id' }}

    ),
{% endfor %}

{% for name in ['cases', 'accounts'] %}
    once_{{ name }} as (

        select * from {{ name }}_of_each
        union all
        select * from {{ name }}_of_all

    ),
{% endfor %}

summed_cases as (

    select
        source,
        kind,
        {% for component in components %}
            cast(coalesce(sum({{ component }}), 0) as decimal(18, 2)) as {{ component }},
        {% endfor %}
        count(*) as case_count
    from once_cases
    group by source, kind

),

summed_accounts as (

    select
        source,
        kind,
        count(*) as account_count,
        cast(sum(arr_usd) as decimal(18, 2)) as arr_exposed_usd,
        cast(round(sum(cast(arr_usd as double) * coalesce(counted_difference, 0)), 2) as decimal(18, 2))
            as arr_expected_at_risk_usd
    from once_accounts
    group by source, kind

)

select
    cases.*,
    accounts.account_count,
    accounts.arr_exposed_usd,
    accounts.arr_expected_at_risk_usd
from summed_cases as cases
inner join summed_accounts as accounts on cases.source = accounts.source and cases.kind = accounts.kind
