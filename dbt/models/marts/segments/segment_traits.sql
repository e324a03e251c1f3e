{#- attribute, word where members have more of it, word where they have less -#}
{%- set traits = [
    ('arr_usd', 'High-value', 'Low-value'),
    ('health_score', 'Healthy', 'Ailing'),
    ('cases_90_days', 'Asks often', 'Asks seldom'),
    ('breached_cases_90_days', 'Let down', 'Served in time'),
    ('feedback_90_days', 'Outspoken', 'Quiet'),
    ('sentiment_90_days', 'Content', 'Frustrated'),
    ('csat_365_days', 'Satisfied', 'Dissatisfied'),
    ('nps_score', 'Loyal', 'Disloyal'),
] -%}
{#- 95 % for all eight together (Bonferroni): 0.05 / 8, two-sided. -#}
{%- set z_of_all = 'cast(2.734 as double)' -%}
{%- set floor = 10 -%} {#- Members, and others, below which nothing marks a segment. -#}

with

customers as (

    select * from {{ ref('customer_attributes') }}

),

segments as (

    select * from {{ ref('segments') }}

),

memberships as (

    select * from {{ ref('segment_memberships') }}
    where is_current

),

placed as (

    select
        segments.segment_id,
        segments.attributes as own_attributes,
        segments.tenant_id as segment_tenant_id,
        memberships.customer_id is not null as is_member,
        customers.*
    from segments
    inner join customers on segments.source = customers.source
    left join memberships
        on
            segments.source = memberships.source
            and segments.segment_id = memberships.segment_id
            and customers.customer_id = memberships.customer_id
    where segments.is_in_force and (segments.tenant_id is null or segments.tenant_id = customers.tenant_id)

),

measured as (

    {% for attribute, more, less in traits %}
        select
            source,
            segment_id,
            max(segment_tenant_id) as tenant_id,
            '{{ attribute }}' as attribute,
            '{{ more }}' as word_for_more,
            '{{ less }}' as word_for_less,
            max(case when {{ list_holds('own_attributes', "'" ~ attribute ~ "'") }} then 1 else 0 end) = 1
                as is_in_definition,
            count(case when is_member then {{ attribute }} end) as member_count,
            avg(case when is_member then cast({{ attribute }} as double) end) as member_mean,
            stddev_samp(case when is_member then cast({{ attribute }} as double) end) as member_sd,
            count(case when not is_member then {{ attribute }} end) as other_count,
            avg(case when not is_member then cast({{ attribute }} as double) end) as other_mean,
            stddev_samp(case when not is_member then cast({{ attribute }} as double) end) as other_sd
        from placed
        group by source, segment_id
        {%- if not loop.last %}
            union all
        {%- endif %}
    {% endfor %}

),

compared as (

    select
        *,
        (member_mean - other_mean) / nullif(sqrt(
            ((member_count - 1) * member_sd * member_sd + (other_count - 1) * other_sd * other_sd)
            / nullif(member_count + other_count - 2, 0)
        ), 0) as difference
    from measured

),

-- Standard error of a standardised difference of means: Hedges and Olkin (1985), Statistical Methods for Meta-Analysis.
with_errors as (

    select
        *,
        sqrt(
            cast(member_count + other_count as double) / nullif(cast(member_count as double) * other_count, 0)
            + difference * difference / (2 * nullif(member_count + other_count, 0))
        ) as standard_error
    from compared

)

select
    *,
    difference - cast(1.959963984540054 as double) * standard_error as difference_low,
    difference + cast(1.959963984540054 as double) * standard_error as difference_high,
    coalesce(
        not is_in_definition
        and least(member_count, other_count) >= {{ floor }}
        and abs(difference) >= 0.2
        and abs(difference) > {{ z_of_all }} * standard_error,
        false
    ) as is_mark,
    case when difference >= 0 then word_for_more else word_for_less end as trait
from with_errors
