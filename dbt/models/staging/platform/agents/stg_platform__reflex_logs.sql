with

raw_rows as (

    select * from {{ source('platform', 'reflex_logs') }}

),

renamed as (

    select
        source,
        reflex_id,
        entity_id,
        tenant_id,
        outcome,
        execution_time_ms,
        row_hash,
        row_ordinal,
        {{ whole_seconds('fired_at') }} as fired_at,
        loaded_at
    from raw_rows

)

select * from renamed
