{#- Which rows put cases under a subject of which sort, and the column that names it. -#}
{%- set sorts = [
    ('theme', 'topics', 'topic_id'),
    ('topic driver', 'topics', 'topic_id'),
    ('setback driver', 'setbacks', 'setback'),
    ('bug', 'escalations', 'linked_bug_key'),
    ('incident', 'links', 'entity_id'),
    ('component', 'defects', 'component'),
    ('product', 'issues', 'product_id'),
] -%}

with

event_topics as (

    select * from {{ ref('event_topics') }}

),

ancestors as (

    select * from {{ ref('topic_ancestors') }}

),

feedback as (

    select * from {{ ref('customer_feedback') }}
    where case_id is not null and event_type <> 'survey_response'

),

setbacks as (

    select * from {{ ref('case_setbacks') }}

),

escalations as (

    select * from {{ ref('desk_escalations') }}
    where linked_bug_key is not null

),

links as (

    select * from {{ ref('desk_case_links') }}
    where subject = 'incident'

),

defects as (

    select * from {{ ref('case_causes') }}
    where cause = 'defect' and component is not null

),

issues as (

    select * from {{ ref('product_issues') }}
    where is_defect

),

-- A case is about a theme when its own words are, or those of a theme below it; assigned and found topics count alike.
topics as (

    select
        feedback.source,
        feedback.case_id,
        ancestors.ancestor_id as topic_id
    from event_topics
    inner join feedback on event_topics.source = feedback.source and event_topics.event_id = feedback.event_id
    inner join ancestors on event_topics.source = ancestors.source and event_topics.topic_id = ancestors.topic_id

)

{% for sort, rows, subject in sorts %}
    select distinct
        source,
        '{{ sort }}' as sort,
        {{ subject }} as subject_id,
        case_id
    from {{ rows }}
    {%- if not loop.last %}
        union all
    {%- endif %}
{% endfor %}
