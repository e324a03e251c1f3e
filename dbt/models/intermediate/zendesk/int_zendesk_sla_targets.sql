with

changes as (

    select * from {{ ref('int_zendesk_sla_changes') }}

),

history as (

    select * from {{ ref('stg_zendesk__ticket_field_history') }}

),

applied_policies as (

    select * from {{ ref('stg_zendesk__ticket_sla_policies') }}

),

-- Which policy it was is told by the table of applied policies, or else by its name in the history.
policies_told as (

    select
        source,
        ticket_id,
        sla_policy_id as policy_id,
        1 as preference,
        policy_applied_at as applied_at
    from applied_policies

    union all

    select
        source,
        ticket_id,
        value as policy_id,
        2 as preference,
        updated_at as applied_at
    from history
    where field_name = 'sla_policy' and value is not null

),

preferred as (

    select
        source,
        ticket_id,
        policy_id,
        applied_at,
        preference,
        min(preference) over (partition by source, ticket_id) as best_preference
    from policies_told

),

policy_spells as (

    select
        source,
        ticket_id,
        policy_id,
        applied_at,
        lead(applied_at) over (partition by source, ticket_id order by applied_at, policy_id) as next_applied_at
    from preferred
    where preference = best_preference

),

-- A target that was taken away has no seconds; one that cannot be read is flagged and leaves the one before in force.
targets as (

    select
        changes.source,
        changes.case_id,
        changes.clock,
        coalesce(policy_spells.policy_id, 'zendesk') as policy_id,
        cast(round(changes.minutes * 60) as bigint) as target_seconds,
        changes.is_business_time,
        changes.effective_at,
        -- Of one second only the last target is kept.
        cast(null as bigint) as source_order
    from changes
    left join policy_spells
        on
            changes.source = policy_spells.source
            and changes.case_id = policy_spells.ticket_id
            and changes.effective_at >= policy_spells.applied_at
            and (changes.effective_at < policy_spells.next_applied_at or policy_spells.next_applied_at is null)
    where changes.flaw is null

)

select * from targets
