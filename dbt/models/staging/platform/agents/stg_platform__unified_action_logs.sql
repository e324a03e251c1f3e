with

raw_rows as (

    select * from {{ source('platform', 'unified_action_logs') }}

),

renamed as (

    select
        source,
        id as action_id,
        tenant_id,
        agent_id,
        action_type,
        status,
        duration_seconds,
        {{ whole_seconds('started_at') }} as started_at,
        loaded_at
    from raw_rows

)

select * from renamed
