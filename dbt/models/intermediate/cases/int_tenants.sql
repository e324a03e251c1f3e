with

tenants as (

    select * from {{ ref('stg_platform__tenants') }}

),

-- A tenant's identifier is the same in every source; where two sources tell of it, the newer one is right.
ranked as (

    select
        *,
        row_number() over (partition by tenant_id order by updated_at desc nulls last, source asc) as newness
    from tenants

),

newest as (

    select
        tenant_id,
        tenant_name,
        plan,
        status,
        region,
        segment,
        support_tier,
        billing_status,
        data_residency,
        arr_usd,
        created_at,
        updated_at
    from ranked
    where newness = 1

)

select * from newest
