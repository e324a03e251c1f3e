with

lineages as (

    select * from {{ ref('int_org_unit_lineages') }}

),

steps as (

    select
        source,
        unit_id,
        unit_id as ancestor_id,
        0 as distance
    from lineages
    {% for level in range(1, org_depth_limit() + 1) %}
        union all
        select
            source,
            unit_id,
            ancestor_{{ level }} as ancestor_id,
            {{ level }} as distance
        from lineages
        where ancestor_{{ level }} is not null
    {% endfor %}

),

-- On a ring the walk meets the same unit again and again; what is above counts once.
nearest as (

    select
        source,
        unit_id,
        ancestor_id,
        min(distance) as distance,
        max(distance) as farthest_distance
    from steps
    group by source, unit_id, ancestor_id

)

select
    source,
    unit_id,
    ancestor_id,
    distance,
    farthest_distance > distance as is_met_again
from nearest
