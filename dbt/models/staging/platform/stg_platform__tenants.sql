with

raw_rows as (

    select * from {{ source('platform', 'tenants') }}

),

renamed as (

    select
        source,
        id as tenant_id,
        name as tenant_name,
        plan,
        status,
        region,
        segment,
        support_tier,
        billing_status,
        data_residency,
        escalation_team,
        arr_usd,
        entitlements,
        {{ whole_seconds('created_at') }} as created_at,
        {{ whole_seconds('updated_at') }} as updated_at,
        loaded_at
    from raw_rows

)

select * from renamed
