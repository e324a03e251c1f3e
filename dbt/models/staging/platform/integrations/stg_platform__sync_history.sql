with

raw_rows as (

    select * from {{ source('platform', 'sync_history') }}

),

renamed as (

    select
        source,
        id as sync_id,
        integration_id,
        status,
        records_synced,
        error_reason,
        duration_ms / 1000.0 as duration_seconds,
        {{ whole_seconds('started_at') }} as started_at,
        {{ whole_seconds('updated_at') }} as updated_at,
        loaded_at
    from raw_rows

)

select * from renamed
