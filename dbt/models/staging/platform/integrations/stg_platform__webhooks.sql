with

raw_rows as (

    select * from {{ source('platform', 'webhooks') }}

),

renamed as (

    select
        source,
        id as webhook_id,
        tenant_id,
        event_types,
        status,
        -- The path of the address may hold a secret; nothing past the host goes further.
        split_part(url, '/', 3) as host,
        {{ whole_seconds('created_at') }} as created_at,
        {{ whole_seconds('updated_at') }} as updated_at,
        loaded_at
    from raw_rows

)

select * from renamed
