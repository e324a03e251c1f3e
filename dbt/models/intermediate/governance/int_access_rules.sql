with

permissions as (

    select * from {{ ref('stg_platform__permission_policies') }}

),

constraints as (

    select * from {{ ref('stg_platform__security_policies') }}

),

told as (

    select
        source,
        entity,
        action,
        role,
        effect,
        effect as permission_effect,
        cast(null as varchar) as security_effect,
        valid_from
    from permissions

    union all

    select
        source,
        entity,
        action,
        role,
        effect,
        cast(null as varchar) as permission_effect,
        effect as security_effect,
        valid_from
    from constraints

),

ranked as (

    select
        *,
        row_number() over (
            partition by source, entity, action, role
            order by
                case effect when 'Deny' then 1 when 'Allow_Masked' then 2 else 3 end,
                valid_from asc nulls first
        ) as place
    from told

),

-- Of several effects for one entity, action and role the strictest holds.
settled as (

    select
        source,
        entity || ' / ' || action || ' / ' || role as access_rule_id,
        entity,
        action,
        role,
        max(case when place = 1 then effect end) as effect,
        max(case when place = 1 then valid_from end) as valid_from,
        count(distinct effect) > 1 as is_conflicting,
        min(permission_effect) as permission_effect,
        max(permission_effect) as other_permission_effect,
        min(security_effect) as security_effect,
        max(security_effect) as other_security_effect
    from ranked
    group by source, entity, action, role

)

select
    source,
    access_rule_id,
    entity,
    action,
    role,
    effect,
    case
        when permission_effect <> other_permission_effect then permission_effect || ', ' || other_permission_effect
        else permission_effect
    end as permission_effects,
    case
        when security_effect <> other_security_effect then security_effect || ', ' || other_security_effect
        else security_effect
    end as security_effects,
    is_conflicting,
    valid_from
from settled
