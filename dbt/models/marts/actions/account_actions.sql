with

at_risk as (

    select * from {{ ref('accounts_at_risk') }}

),

effects as (

    select * from {{ ref('action_effects') }}

),

suggestions as (

    select * from {{ ref('next_best_actions') }}

),

tenants as (

    select * from {{ ref('int_tenants') }}

),

-- What helped accounts in the same group, or all where the group is too few to say.
candidates as (

    select
        at_risk.source,
        at_risk.customer_id,
        effects.suggestion,
        row_number() over (
            partition by at_risk.source, at_risk.customer_id, effects.suggestion
            order by case effects.health_group when 'all' then 2 else 1 end
        ) as place_of_group,
        effects.health_group as like_group,
        effects.helped_n,
        effects.others_n,
        effects.helped_rate,
        effects.others_rate,
        effects.difference,
        effects.difference_low,
        effects.difference_high,
        effects.acceptance_rate,
        effects.decided_count
    from at_risk
    inner join effects
        on
            at_risk.source = effects.source
            and effects.health_group in (at_risk.health_group, 'all')
            and effects.is_enough

),

ranked as (

    select
        *,
        row_number() over (
            partition by source, customer_id order by difference_low desc, suggestion asc
        ) as place
    from candidates
    where place_of_group = 1

),

last_suggestions as (

    select
        source,
        entity_id,
        suggestion,
        max_by(decision, suggested_at) as last_decision,
        max(suggested_at) as last_suggested_at
    from suggestions
    group by source, entity_id, suggestion

)

-- What does not differ from nothing beyond chance is no suggestion.
select
    at_risk.source,
    at_risk.tenant_id,
    tenants.tenant_name,
    tenants.arr_usd,
    at_risk.customer_id,
    at_risk.looked_on,
    at_risk.health_score,
    at_risk.leaving_probability,
    at_risk.base_rate as leaving_base_rate,
    at_risk.at_risk_clock_count,
    case when ranked.difference_low > 0 then ranked.suggestion end as suggestion,
    case
        when ranked.suggestion is null then 'too few accounts like it got an action'
        when ranked.difference_low <= 0 then 'no action is associated with an improvement beyond chance'
        else 'associated with an improvement'
    end as verdict,
    ranked.like_group,
    ranked.helped_n,
    ranked.others_n,
    ranked.helped_rate,
    ranked.others_rate,
    ranked.difference,
    ranked.difference_low,
    ranked.difference_high,
    ranked.decided_count,
    ranked.acceptance_rate,
    last_suggestions.last_decision,
    last_suggestions.last_suggested_at
from at_risk
left join ranked
    on at_risk.source = ranked.source and at_risk.customer_id = ranked.customer_id and ranked.place = 1
left join tenants on at_risk.tenant_id = tenants.tenant_id
left join last_suggestions
    on
        at_risk.source = last_suggestions.source
        and at_risk.customer_id = last_suggestions.entity_id
        and ranked.suggestion = last_suggestions.suggestion
