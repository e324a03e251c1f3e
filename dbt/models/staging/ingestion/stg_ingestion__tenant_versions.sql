with

raw_rows as (

    select * from {{ source('ingestion', 'tenant_versions') }}

),

renamed as (

    select
        source,
        id as tenant_id,
        name as tenant_name,
        plan,
        status as tenant_status,
        region,
        segment,
        support_tier,
        billing_status,
        data_residency,
        arr_usd,
        valid_from,
        valid_to
    from raw_rows

)

select * from renamed
