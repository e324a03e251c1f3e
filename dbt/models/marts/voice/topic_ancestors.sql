{#- So many levels of a taxonomy are rolled up; deeper ones would be a mistake of their own. -#}
{%- set levels = 6 -%}

with

topics as (

    select * from {{ ref('int_taxonomy_topics') }}
    where is_in_force

),

level_0 as (

    select
        source,
        topic_id,
        topic_id as ancestor_id,
        parent_topic_id as next_id
    from topics

),

{% for level in range(1, levels) %}
    level_{{ level }} as (

        select
            below.source,
            below.topic_id,
            above.topic_id as ancestor_id,
            above.parent_topic_id as next_id
        from level_{{ level - 1 }} as below
        inner join topics as above on below.source = above.source and below.next_id = above.topic_id

    ),

{% endfor %}
unioned as (

    {% for level in range(levels) %}
        select
            source,
            topic_id,
            ancestor_id
        from level_{{ level }}
        {%- if not loop.last %}

            union all

        {% endif %}
    {% endfor %}

)

-- A topic that is its own ancestor would come up several times.
select distinct
    source,
    topic_id,
    ancestor_id
from unioned
