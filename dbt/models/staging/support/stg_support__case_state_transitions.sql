with

raw_rows as (

    select * from {{ source('support', 'case_state_transitions') }}

),

renamed as (

    select
        source,
        transition_id,
        case_id,
        tenant_id,
        actor_id,
        kind,
        from_state,
        to_state,
        actor_kind,
        reason,
        source_order,
        {{ whole_seconds('occurred_at') }} as occurred_at,
        {{ microsecond('occurred_at') }} as occurred_microsecond,
        loaded_at
    from raw_rows

)

select * from renamed
