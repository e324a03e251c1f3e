{#-
    What became of a customer's health between two looks, and which accepted action fell between them. All are looked at
    from the first score of a month to the first that is at least so many days later.
-#}
with

looks as (

    select * from {{ ref('health_looks') }}

),

suggestions as (

    select * from {{ ref('next_best_actions') }}

),

pairs as (

    select
        earlier.source,
        earlier.customer_id,
        earlier.looked_on,
        earlier.health_score,
        min(later.looked_on) as looked_again_on,
        min_by(later.health_score, later.looked_on) as later_score
    from looks as earlier
    inner join looks as later
        on
            earlier.source = later.source
            and earlier.customer_id = later.customer_id
            and later.looked_on >= earlier.looked_on + {{ action_setting('after_days') }}
            and later.looked_on <= earlier.looked_on + {{ action_setting('until_days') }}
    where not earlier.is_today and not later.is_today
    group by earlier.source, earlier.customer_id, earlier.looked_on, earlier.health_score

),

accepted as (

    select
        source,
        entity_id as customer_id,
        suggestion,
        cast(decided_at as date) as accepted_on
    from suggestions
    where is_accepted

),

bounds as (

    select
        source,
        min(accepted_on) as first_on
    from accepted
    group by source

),

-- Only the time in which actions are known: before it nobody can say who got one.
comparable as (

    select
        pairs.*,
        pairs.later_score - pairs.health_score >= {{ action_setting('improved_points') }} as is_improved,
        {{ health_group('pairs.health_score') }} as health_group
    from pairs
    inner join bounds on pairs.source = bounds.source and pairs.looked_on >= bounds.first_on

),

kinds as (

    select distinct
        accepted.source,
        accepted.suggestion
    from accepted
    inner join comparable on accepted.source = comparable.source and accepted.customer_id = comparable.customer_id

),

marked as (

    select
        comparable.source,
        kinds.suggestion,
        comparable.customer_id,
        comparable.looked_on,
        comparable.health_group,
        comparable.is_improved,
        accepted.accepted_on,
        accepted.accepted_on is not null as got_it,
        -- An action counts for the one spell that begins last before it, and leaves it the time to help.
        accepted.accepted_on is not null
        and accepted.accepted_on > comparable.looked_on + 31 as is_counted_elsewhere
    from comparable
    inner join kinds on comparable.source = kinds.source
    left join accepted
        on
            comparable.source = accepted.source
            and comparable.customer_id = accepted.customer_id
            and kinds.suggestion = accepted.suggestion
            and comparable.looked_on <= accepted.accepted_on
            and comparable.looked_again_on >= accepted.accepted_on

)

select
    source,
    suggestion,
    customer_id,
    looked_on,
    health_group,
    is_improved,
    got_it
from marked
where not is_counted_elsewhere
