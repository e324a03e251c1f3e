{#-
    The walk to the top as one join per level instead of a recursive query: it runs on every engine, its cost grows with
    the levels alone, and it ends on a ring as on anything else. ancestor_1 is the unit above, ancestor_2 the one above that.
-#}
{%- set limit = org_depth_limit() -%}
with

units as (

    select * from {{ ref('stg_platform__org_units') }}

)

select
    units.source,
    units.unit_id,
    units.tenant_id,
    units.unit_name,
    units.parent_unit_id,
    units.reported_level,
    {% for level in range(1, limit + 1) %}
        above_{{ level }}.unit_id as ancestor_{{ level }},
    {% endfor %}
    coalesce(
        {% for level in range(limit, 0, -1) %}
            above_{{ level }}.unit_id,
        {% endfor %}
        units.unit_id
    ) as top_unit_id,
    concat_ws(
        ' › ',
        {% for level in range(limit, 0, -1) %}
            above_{{ level }}.unit_name,
        {% endfor %}
        units.unit_name
    ) as path
from units
{% for level in range(1, limit + 1) %}
    left join units as above_{{ level }}
        on
            units.source = above_{{ level }}.source
            and {{ 'units' if loop.first else 'above_' ~ (level - 1) }}.parent_unit_id = above_{{ level }}.unit_id
{% endfor %}
