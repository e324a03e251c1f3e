with

raw_rows as (

    select * from {{ source('platform', 'audit_logs') }}

),

renamed as (

    select
        source,
        id as audit_id,
        tenant_id,
        user_id as actor_id,
        action,
        entity_type,
        entity_id,
        sign_in_method,
        {{ whole_seconds('occurred_at') }} as occurred_at,
        loaded_at
    from raw_rows

)

select * from renamed
