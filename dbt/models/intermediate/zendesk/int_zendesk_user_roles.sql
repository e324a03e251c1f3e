with

users as (

    select * from {{ ref('stg_zendesk__users') }}

),

audit_log as (

    select * from {{ ref('stg_zendesk__audit_log') }}

),

-- "Support role changed from Agent to End User": who was what is told by the changes, today's role by the user.
role_changes as (

    select
        source,
        changed_id as user_id,
        {{ epoch_seconds('created_at') }} as changed_second,
        regexp_extract(change_description, 'support role changed from ([^\n]*) to ([^\n]*)', 1) as role_before,
        regexp_extract(change_description, 'support role changed from ([^\n]*) to ([^\n]*)', 2) as role_after
    from audit_log
    where changed_type = 'user' and change_description like '%support role changed from % to %'

),

ordered_changes as (

    select
        source,
        user_id,
        role_before,
        role_after,
        changed_second,
        lead(changed_second) over changes_of_user as next_second,
        row_number() over changes_of_user as place
    from role_changes
    window changes_of_user as (partition by source, user_id order by changed_second, role_after)

),

spells as (

    select
        source,
        user_id,
        role_before as role,
        cast(-62135596800 as bigint) as from_second,
        changed_second as to_second
    from ordered_changes
    where place = 1

    union all

    select
        source,
        user_id,
        role_after as role,
        changed_second as from_second,
        coalesce(next_second, cast(253402300800 as bigint)) as to_second
    from ordered_changes

    union all

    select
        users.source,
        users.user_id,
        users.role,
        cast(-62135596800 as bigint) as from_second,
        cast(253402300800 as bigint) as to_second
    from users
    left join ordered_changes
        on users.source = ordered_changes.source and users.user_id = ordered_changes.user_id
    where ordered_changes.user_id is null

),

-- A desk's own roles are agents'; only who has no role in Support is no agent.
judged as (

    select
        source,
        user_id,
        coalesce(role, 'end-user') not in ('end-user', 'end user', 'not set', '') as is_agent,
        from_second,
        to_second
    from spells
    where from_second < to_second

)

select * from judged
