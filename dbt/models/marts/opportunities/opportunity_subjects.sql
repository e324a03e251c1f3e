{#- Rows of what, the key, kind, sort, subject and title of each, names that stand for it, and a driver's outcome. -#}
{%- set sorts = [
    ('topics', "'theme:' || topic_id", 'theme', "'theme'", 'topic_id', 'topic_label', "topic_label || '|' || aliases",
        'null'),
    ('drivers', "'driver:' || outcome || ':' || predictor", 'driver', "kind || ' driver'", 'predictor', 'label', "''",
        'outcome'),
    ('escalations', "'defect:' || linked_bug_key", 'defect', "'bug'", 'linked_bug_key',
        "linked_bug_key || ' in ' || coalesce(component, 'no component')", 'linked_bug_key', 'null'),
    ('incidents', "'defect:' || incident_id", 'defect', "'incident'", 'incident_id', 'coalesce(title, incident_id)',
        'incident_id', 'null'),
    ('components', "'defect:component:' || component", 'defect', "'component'", 'component',
        "'Defects in ' || component", 'component', 'null'),
    ('products', "'defect:product:' || product_id", 'defect', "'product'", 'product_id',
        "'Defects of ' || product_name", 'product_name', 'null'),
] -%}

with

platforms as (

    select * from {{ ref('int_source_platforms') }}

),

topics as (

    select * from {{ ref('int_taxonomy_topics') }}
    where is_in_force

),

drivers as (

    select * from {{ ref('experience_drivers') }}
    where scope = 'all'

),

escalations as (

    select * from {{ ref('desk_escalations') }}
    where linked_bug_key is not null

),

incidents as (

    select * from {{ ref('desk_incidents') }}

),

components as (

    select * from {{ ref('case_causes') }}
    where cause = 'defect' and component is not null

),

products as (

    select * from {{ ref('product_issues') }}
    where is_defect

),

unioned as (

    {% for rows, key, kind, sort, subject, title, names, outcome in sorts %}
        select
            source,
            {{ key }} as opportunity_key,
            '{{ kind }}' as kind,
            {{ sort }} as sort,
            {{ subject }} as subject_id,
            {{ title }} as title,
            {{ names }} as names,
            cast({{ outcome }} as varchar) as driver_outcome
        from {{ rows }}
        {%- if not loop.last %}
            union all
        {%- endif %}
    {% endfor %}

)

-- What desks tell stands under the platform whose tenants they serve; several desks may speak of one subject.
select
    platforms.platform_source as source,
    unioned.opportunity_key,
    unioned.kind,
    unioned.sort,
    unioned.subject_id,
    min(unioned.title) as title,
    min(unioned.names) as names,
    unioned.driver_outcome
from unioned
inner join platforms on unioned.source = platforms.source
group by
    platforms.platform_source,
    unioned.opportunity_key,
    unioned.kind,
    unioned.sort,
    unioned.subject_id,
    unioned.driver_outcome
