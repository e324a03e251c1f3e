{%- set most_steps = 12 -%}

with

positions as (

    select * from {{ ref('journey_positions') }}

),

moves as (

    select * from {{ ref('journey_moves') }}

),

-- Whoever takes the first step, at the first time; and of those, step by step, whoever takes the next one after it.
reached_1 as (

    select
        positions.source,
        positions.journey_id,
        moves.who,
        min(moves.occurred_at) as reached_at,
        cast(null as timestamp with time zone) as left_at
    from positions
    inner join moves on positions.source = moves.source and positions.step = moves.step
    where positions.step_number = 1
    group by positions.source, positions.journey_id, moves.who

),

{% for number in range(2, most_steps + 1) %}
    reached_{{ number }} as (

        select
            positions.source,
            positions.journey_id,
            moves.who,
            min(moves.occurred_at) as reached_at,
            max(earlier.reached_at) as left_at
        from positions
        inner join moves on positions.source = moves.source and positions.step = moves.step
        inner join reached_{{ number - 1 }} as earlier
            on
                positions.source = earlier.source
                and positions.journey_id = earlier.journey_id
                and moves.who = earlier.who
                and moves.occurred_at > earlier.reached_at
        where positions.step_number = {{ number }}
        group by positions.source, positions.journey_id, moves.who

    ),

{% endfor %}
counted as (

    {% for number in range(1, most_steps + 1) %}
        select
            source,
            journey_id,
            {{ number }} as step_number,
            count(*) as reached_count,
            percentile_cont(0.5) within group (
                order by {{ epoch_seconds('reached_at') }} - {{ epoch_seconds('left_at') }}
            ) as median_seconds_since_step_before
        from reached_{{ number }}
        group by source, journey_id
        {%- if not loop.last %}
            union all
        {%- endif %}
    {% endfor %}

),

joined as (

    select
        positions.source,
        positions.journey_id,
        positions.journey_name,
        positions.step_number,
        positions.step,
        coalesce(counted.reached_count, 0) as reached_count,
        counted.median_seconds_since_step_before
    from positions
    left join counted
        on
            positions.source = counted.source
            and positions.journey_id = counted.journey_id
            and positions.step_number = counted.step_number

)

select
    *,
    first_value(reached_count) over (partition by source, journey_id order by step_number) as started_count,
    lag(reached_count) over (partition by source, journey_id order by step_number) as step_before_count
from joined
