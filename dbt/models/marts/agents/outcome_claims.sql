with

claims as (

    select * from {{ ref('stg_platform__outcome_ledger') }}

),

actions as (

    select * from {{ ref('stg_platform__action_logs') }}

),

users as (

    select * from {{ ref('stg_platform__users') }}

),

rates as (

    select * from {{ ref('cost_rates') }}

),

sources as (

    select * from {{ ref('int_sources') }}

),

-- Of several claims for one action the first stands; what comes after it claims the same outcome again.
joined as (

    select
        claims.source,
        claims.claim_id,
        claims.tenant_id,
        claims.action_id,
        actions.agent_id,
        actions.action_type,
        claims.verification_status,
        coalesce(users.user_name, claims.verified_by) as verified_by,
        claims.revenue_impact_usd,
        claims.operational_hours_saved,
        cast(round(claims.operational_hours_saved * rates.amount_usd, 2) as decimal(18, 2)) as hours_value_usd,
        claims.action_id is not null
        and row_number() over (
            partition by claims.source, claims.action_id
            order by claims.claimed_at, claims.claim_id
        ) > 1 as is_claimed_again,
        claims.claimed_at
    from claims
    inner join sources on claims.source = sources.source
    inner join rates on rates.rate = 'agent_hour'
    left join actions on claims.source = actions.source and claims.action_id = actions.action_id
    left join users on claims.source = users.source and claims.verified_by = users.user_id
    where claims.claimed_at is null or claims.claimed_at <= sources.as_of

)

select * from joined
