with

spells as (

    select * from {{ ref('action_spells') }}

),

acceptance as (

    select * from {{ ref('next_best_action_acceptance') }}

),

-- A customer counts once however many spells they have: the share of their spells that ended better.
by_customer as (

    select
        source,
        suggestion,
        health_group,
        got_it,
        customer_id,
        avg(case when is_improved then 1.0 else 0.0 end) as improved_share
    from spells
    group by source, suggestion, health_group, got_it, customer_id

),

cells as (

    select
        source,
        suggestion,
        health_group,
        count(case when got_it then 1 end) as helped_n,
        sum(case when got_it then improved_share else 0 end) as helped_improved,
        count(case when not got_it then 1 end) as others_n,
        sum(case when not got_it then improved_share else 0 end) as others_improved
    from by_customer
    group by source, suggestion, health_group

),

-- Beside each group all groups, the others weighed as those who got the action are spread over them: so like is
-- compared with like.
groups as (

    select
        source,
        suggestion,
        health_group,
        helped_n,
        helped_improved,
        others_n,
        cast(others_improved as double) / nullif(others_n, 0) as others_rate
    from cells

    union all

    select
        source,
        suggestion,
        'all' as health_group,
        sum(helped_n) as helped_n,
        sum(helped_improved) as helped_improved,
        sum(others_n) as others_n,
        sum(helped_n * (others_improved / nullif(others_n, 0)))
        / nullif(sum(case when others_n > 0 then helped_n end), 0) as others_rate
    from cells
    group by source, suggestion

),

rated as (

    select
        *,
        cast(helped_improved as double) / nullif(helped_n, 0) as helped_rate,
        {{ wilson_bound('helped_improved', 'helped_n', '-') }} as helped_rate_low,
        {{ wilson_bound('helped_improved', 'helped_n', '+') }} as helped_rate_high,
        {{ wilson_bound('others_rate * others_n', 'others_n', '-') }} as others_rate_low,
        {{ wilson_bound('others_rate * others_n', 'others_n', '+') }} as others_rate_high
    from groups

)

select
    rated.source,
    rated.suggestion,
    rated.health_group,
    cast(rated.helped_n as bigint) as helped_n,
    cast(rated.others_n as bigint) as others_n,
    rated.helped_rate,
    rated.helped_rate_low,
    rated.helped_rate_high,
    rated.others_rate,
    rated.others_rate_low,
    rated.others_rate_high,
    rated.helped_rate - rated.others_rate as difference,
    {{ difference_bound('rated.helped', 'rated.others', '-') }} as difference_low,
    {{ difference_bound('rated.helped', 'rated.others', '+') }} as difference_high,
    rated.helped_n >= {{ action_setting('fewest_helped') }} and rated.others_n >= {{ action_setting('fewest_others') }}
        as is_enough,
    acceptance.decided_count,
    acceptance.acceptance_rate,
    acceptance.acceptance_rate_low,
    acceptance.acceptance_rate_high
from rated
left join acceptance on rated.source = acceptance.source and rated.suggestion = acceptance.suggestion
