with

raw_rows as (

    select * from {{ source('support', 'requesters') }}

),

renamed as (

    select
        source,
        requester_id,
        tenant_id,
        customer_id,
        name as requester_name,
        email,
        role,
        channel,
        authentication_method,
        permissions,
        {{ whole_seconds('created_at') }} as created_at,
        {{ whole_seconds('updated_at') }} as updated_at,
        loaded_at
    from raw_rows

)

select * from renamed
