with

tests as (

    select * from {{ ref('ab_tests') }}

),

scores as (

    select * from {{ ref('executive_scores') }}

),

unioned as (

    -- The winner as a sign: 1 for B, -1 for A, 0 where the events show no difference; none where they cannot be judged.
    select
        source,
        cast(null as varchar) as tenant_id,
        'ab_tests.winner' as measure,
        test_name as entity_id,
        ended_on as period_date,
        cast(case winner_variant when 'B' then 1 when 'A' then -1 end as double) as reported_value,
        cast(
            case finding
                when 'B converts more' then 1
                when 'A converts more' then -1
                when 'no difference shown' then 0
            end as double
        ) as computed_value,
        cast(0 as double) as tolerance
    from tests
    where reported_winner is not null

    union all

    select
        source,
        cast(null as varchar) as tenant_id,
        'executive_config.score' as measure,
        category as entity_id,
        score_date as period_date,
        cast(reported_score as double) as reported_value,
        cast(computed_score as double) as computed_value,
        cast(tolerance as double) as tolerance
    from scores

    union all

    -- The trend as a sign: 1 for up, 0 for stable, -1 for down.
    select
        source,
        cast(null as varchar) as tenant_id,
        'executive_config.trend' as measure,
        category as entity_id,
        score_date as period_date,
        cast(case reported_trend when 'up' then 1 when 'down' then -1 else 0 end as double) as reported_value,
        cast(case computed_trend when 'up' then 1 when 'down' then -1 when 'stable' then 0 end as double)
            as computed_value,
        cast(0 as double) as tolerance
    from scores

)

select * from unioned
