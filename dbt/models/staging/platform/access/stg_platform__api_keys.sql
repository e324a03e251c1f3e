with

raw_rows as (

    select * from {{ source('platform', 'api_keys') }}

),

renamed as (

    select
        source,
        id as api_key_id,
        tenant_id,
        name as api_key_name,
        -- Of lp_live_4f2a the second word says what the key is for.
        split_part(prefix, '_', 2) as environment,
        status,
        created_by,
        last_used_region,
        {{ whole_seconds('created_at') }} as created_at,
        {{ whole_seconds('expires_at') }} as expires_at,
        {{ whole_seconds('revoked_at') }} as revoked_at,
        {{ whole_seconds('last_used_at') }} as last_used_at,
        {{ whole_seconds('updated_at') }} as updated_at,
        loaded_at
    from raw_rows

)

select * from renamed
