with

memberships as (

    select * from {{ ref('segment_memberships') }}

),

in_force as (

    select * from {{ ref('segments_in_force') }}

),

customers as (

    select * from {{ ref('customer_attributes_by_week') }}

),

-- A move is seen at a moment (weeks_ago), and was made since the moment before it.
moves as (

    select
        source,
        segment_id,
        segment_name,
        customer_id,
        'in' as direction,
        entered_weeks_ago as weeks_ago,
        valid_from as seen_at
    from memberships
    where not is_from_before

    union all

    select
        source,
        segment_id,
        segment_name,
        customer_id,
        'out' as direction,
        last_weeks_ago - 1 as weeks_ago,
        valid_to as seen_at
    from memberships
    where not is_current

)

select
    moves.source,
    moves.segment_id,
    moves.segment_name,
    moves.customer_id,
    coalesce(now_known.tenant_id, known_before.tenant_id) as tenant_id,
    coalesce(now_known.tenant_name, known_before.tenant_name) as tenant_name,
    moves.direction,
    moves.weeks_ago,
    moves.seen_at,
    cast(moves.seen_at as date) as seen_on,
    now_in_force.version,
    case
        when known_before.customer_id is null then 'new customer'
        when before_in_force.version is null then 'segment began'
        when now_in_force.version is null then 'segment ended'
        when now_in_force.version <> before_in_force.version then 'definition changed'
        else 'attributes changed'
    end as cause
from moves
left join in_force as now_in_force
    on
        moves.source = now_in_force.source
        and moves.segment_id = now_in_force.segment_id
        and moves.weeks_ago = now_in_force.weeks_ago
left join in_force as before_in_force
    on
        moves.source = before_in_force.source
        and moves.segment_id = before_in_force.segment_id
        and moves.weeks_ago + 1 = before_in_force.weeks_ago
left join customers as now_known
    on
        moves.source = now_known.source
        and moves.customer_id = now_known.customer_id
        and moves.weeks_ago = now_known.weeks_ago
left join customers as known_before
    on
        moves.source = known_before.source
        and moves.customer_id = known_before.customer_id
        and moves.weeks_ago + 1 = known_before.weeks_ago
