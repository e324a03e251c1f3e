with

raw_rows as (

    select * from {{ source('support', 'case_assignments') }}

),

renamed as (

    select
        source,
        assignment_id,
        case_id,
        tenant_id,
        assignee_id,
        actor_id,
        group_name,
        actor_kind,
        {{ whole_seconds('assigned_at') }} as assigned_at,
        {{ microsecond('assigned_at') }} as assigned_microsecond,
        loaded_at
    from raw_rows

)

select * from renamed
