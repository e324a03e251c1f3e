with

lineages as (

    select * from {{ ref('int_org_unit_lineages') }}

),

ancestors as (

    select * from {{ ref('int_org_unit_ancestors') }}

),

walked as (

    select
        source,
        unit_id,
        count(case when distance > 0 then 1 end) as ancestor_count,
        max(case when unit_id = ancestor_id and is_met_again then 1 else 0 end) = 1 as is_in_ring,
        max(case when is_met_again then 1 else 0 end) = 1 as has_ring_above
    from ancestors
    group by source, unit_id

),

placed as (

    select
        lineages.source,
        lineages.unit_id,
        lineages.tenant_id,
        lineages.unit_name,
        lineages.parent_unit_id,
        lineages.reported_level,
        lineages.path,
        lineages.top_unit_id,
        walked.ancestor_count,
        case
            when walked.is_in_ring then 'in a ring'
            when walked.has_ring_above then 'below a ring'
            when lineages.ancestor_{{ org_depth_limit() }} is not null and tops.parent_unit_id is not null
                then 'too deep'
            when lineages.parent_unit_id is null then 'top'
            when lineages.ancestor_1 is null then 'parent missing'
            when tops.parent_unit_id is not null then 'below a missing parent'
            else 'in the tree'
        end as standing
    from lineages
    inner join walked on lineages.source = walked.source and lineages.unit_id = walked.unit_id
    inner join lineages as tops on lineages.source = tops.source and lineages.top_unit_id = tops.unit_id

)

-- Only what reaches a top has a depth; a path through a ring would never end.
select
    source,
    unit_id,
    tenant_id,
    unit_name,
    parent_unit_id,
    reported_level,
    standing,
    standing in ('top', 'in the tree') as is_placed,
    case when standing in ('top', 'in the tree') then ancestor_count end as depth,
    case when standing in ('in a ring', 'below a ring', 'too deep') then unit_name else path end as path
from placed
