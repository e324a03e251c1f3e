with

in_force as (

    select * from {{ ref('segments_in_force') }}

),

matches as (

    select * from {{ ref('segment_matches') }}

),

moves as (

    select * from {{ ref('segment_moves') }}

),

member_counts as (

    select
        source,
        segment_id,
        weeks_ago,
        count(*) as member_count
    from matches
    group by source, segment_id, weeks_ago

),

move_counts as (

    select
        source,
        segment_id,
        weeks_ago,
        count(case when direction = 'in' then 1 end) as moved_in_count,
        count(case when direction = 'out' then 1 end) as moved_out_count
    from moves
    group by source, segment_id, weeks_ago

)

select
    in_force.source,
    in_force.segment_id,
    in_force.segment_name,
    in_force.tenant_id,
    in_force.weeks_ago,
    in_force.moment,
    in_force.version,
    coalesce(member_counts.member_count, 0) as member_count,
    coalesce(move_counts.moved_in_count, 0) as moved_in_count,
    coalesce(move_counts.moved_out_count, 0) as moved_out_count
from in_force
left join member_counts
    on
        in_force.source = member_counts.source
        and in_force.segment_id = member_counts.segment_id
        and in_force.weeks_ago = member_counts.weeks_ago
left join move_counts
    on
        in_force.source = move_counts.source
        and in_force.segment_id = move_counts.segment_id
        and in_force.weeks_ago = move_counts.weeks_ago
