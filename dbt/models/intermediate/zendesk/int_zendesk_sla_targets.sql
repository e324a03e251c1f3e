with

changes as (

    select changes.*
    from {{ ref('int_zendesk_sla_changes') }} as changes
    inner join {{ ref('int_cases_to_compute') }} as cases on changes.case_key = cases.case_key

),

history as (

    select * from {{ ref('int_zendesk_history_to_compute') }}

),

cases as (

    select * from {{ ref('int_cases_to_compute') }}

),

applied_policies as (

    select
        cases.case_key,
        applied.sla_policy_id as policy_id,
        {{ epoch_seconds('applied.policy_applied_at') }} as applied_second,
        0 as applied_microsecond
    from {{ ref('stg_zendesk__ticket_sla_policies') }} as applied
    inner join cases on applied.source = cases.source and applied.ticket_id = cases.case_id

),

-- Which policy it was is told by the table of applied policies, or else by its name in the history.
named_policies as (

    select
        history.case_key,
        history.value as policy_id,
        {{ epoch_seconds('history.updated_at') }} as applied_second,
        history.updated_microsecond as applied_microsecond
    from history
    left join applied_policies on history.case_key = applied_policies.case_key
    where history.field_name = 'sla_policy' and history.value is not null and applied_policies.case_key is null

),

policies_told as (

    select * from applied_policies
    union all
    select * from named_policies

),

policy_spells as (

    select
        case_key,
        policy_id,
        applied_second,
        lead(applied_second) over (
            partition by case_key order by applied_second, applied_microsecond, policy_id
        ) as next_applied_second
    from policies_told

),

-- A target that was taken away has no seconds; one that cannot be read is flagged and leaves the one before in force.
targets as (

    select
        changes.case_key,
        changes.clock,
        coalesce(policy_spells.policy_id, 'zendesk') as policy_id,
        cast(round(changes.minutes * 60) as bigint) as target_seconds,
        changes.is_business_time,
        changes.effective_second,
        changes.updated_microsecond
    from changes
    left join policy_spells
        on
            changes.case_key = policy_spells.case_key
            and changes.effective_second >= policy_spells.applied_second
            and (
                changes.effective_second < policy_spells.next_applied_second
                or policy_spells.next_applied_second is null
            )
    where changes.flaw is null

)

select * from targets
