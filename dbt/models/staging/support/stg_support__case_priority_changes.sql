with

raw_rows as (

    select * from {{ source('support', 'case_priority_changes') }}

),

renamed as (

    select
        source,
        priority_change_id,
        case_id,
        tenant_id,
        actor_id,
        from_priority,
        to_priority,
        actor_kind,
        reason,
        {{ whole_seconds('occurred_at') }} as occurred_at,
        {{ microsecond('occurred_at') }} as occurred_microsecond,
        loaded_at
    from raw_rows

)

select * from renamed
