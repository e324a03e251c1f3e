{#- So many steps of a journey are followed; journey_positions goes as far. -#}
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
        moves.who_kind,
        moves.who_source,
        moves.who_id,
        min(moves.occurred_at) as reached_at,
        cast(null as timestamp with time zone) as left_at
    from positions
    inner join moves on positions.source = moves.source and positions.step = moves.step
    where positions.step_number = 1
    group by positions.source, positions.journey_id, moves.who_kind, moves.who_source, moves.who_id

),

{% for number in range(2, most_steps + 1) %}
    reached_{{ number }} as (

        select
            positions.source,
            positions.journey_id,
            moves.who_kind,
            moves.who_source,
            moves.who_id,
            min(moves.occurred_at) as reached_at,
            max(earlier.reached_at) as left_at
        from positions
        inner join moves on positions.source = moves.source and positions.step = moves.step
        inner join reached_{{ number - 1 }} as earlier
            on
                positions.source = earlier.source
                and positions.journey_id = earlier.journey_id
                and moves.who_kind = earlier.who_kind
                and moves.who_source = earlier.who_source
                and moves.who_id = earlier.who_id
                and moves.occurred_at > earlier.reached_at
        where positions.step_number = {{ number }}
        group by positions.source, positions.journey_id, moves.who_kind, moves.who_source, moves.who_id

    ),

{% endfor %}
unioned as (

    {% for number in range(1, most_steps + 1) %}
        select
            source,
            journey_id,
            who_kind,
            who_source,
            who_id,
            {{ number }} as step_number,
            reached_at,
            left_at
        from reached_{{ number }}
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
        positions.step_number = positions.step_count as is_last_step,
        unioned.who_kind,
        unioned.who_source,
        unioned.who_id,
        unioned.reached_at,
        {{ epoch_seconds('unioned.reached_at') }} - {{ epoch_seconds('unioned.left_at') }} as seconds_since_step_before,
        first_value(unioned.reached_at) over from_the_start as started_at,
        lead(unioned.reached_at) over from_the_start is not null as goes_on
    from unioned
    inner join positions
        on
            unioned.source = positions.source
            and unioned.journey_id = positions.journey_id
            and unioned.step_number = positions.step_number
    window from_the_start as (
        partition by unioned.source, unioned.journey_id, unioned.who_kind, unioned.who_source, unioned.who_id
        order by unioned.step_number
    )

)

select * from joined
