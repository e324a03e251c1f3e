with

raw_rows as (

    select * from {{ source('platform', 'events') }}

),

renamed as (

    select
        source,
        id as event_id,
        tenant_id,
        event_name,
        severity,
        metadata,
        region,
        {{ whole_seconds('occurred_at') }} as occurred_at,
        loaded_at
    from raw_rows

)

select * from renamed
