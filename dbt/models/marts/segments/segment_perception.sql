{#- What is measured: its name, and within what a bound of its mean is held. -#}
{%- set means = [
    ('nps', -100, 100), ('sentiment', -1, 1), ('joy', 0, 1), ('anger', 0, 1), ('fear', 0, 1)
] -%}

with

segments as (

    select * from {{ ref('segments') }}

),

counted as (

    select * from {{ ref('segment_answer_counts') }}

),

traits as (

    select
        *,
        row_number() over (partition by source, segment_id order by abs(difference) desc, attribute asc) as rank
    from {{ ref('segment_traits') }}
    where is_mark

)

select
    counted.source,
    counted.segment_id,
    segments.segment_name,
    counted.window_days,
    counted.tenant_id,
    counted.tenant_name,
    segments.member_count,
    counted.answer_count,
    counted.answering_customer_count,
    {% for name, lowest, highest in means %}
        {%- set column = 'counted.' ~ name %}
        {{ column }}_count,
        {{ column }}_mean as {{ name }},
        {{ scale_mean_bound(column ~ '_mean', column ~ '_sd', column ~ '_count', '-', lowest, highest) }}
            as {{ name }}_low,
        {{ scale_mean_bound(column ~ '_mean', column ~ '_sd', column ~ '_count', '+', lowest, highest) }}
            as {{ name }}_high,
    {% endfor %}
    counted.csat_count,
    cast(counted.satisfied_count as double) / nullif(counted.csat_count, 0) as csat,
    {{ wilson_bound('counted.satisfied_count', 'counted.csat_count', '-') }} as csat_low,
    {{ wilson_bound('counted.satisfied_count', 'counted.csat_count', '+') }} as csat_high,
    coalesce(traits.trait, 'none stands out') as primary_trait,
    traits.attribute as trait_attribute,
    traits.difference as trait_difference,
    segments.reported_trait,
    segments.reported_joy,
    segments.reported_anger,
    segments.reported_fear,
    segments.reported_sentiment,
    segments.measured_on as reported_on
from counted
inner join segments on counted.source = segments.source and counted.segment_id = segments.segment_id
left join traits on counted.source = traits.source and counted.segment_id = traits.segment_id and traits.rank = 1
