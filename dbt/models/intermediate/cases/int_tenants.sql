with

tenants as (

    select * from {{ ref('stg_platform__tenants') }}

),

organizations as (

    select * from {{ ref('stg_zendesk__organizations') }}

),

told as (

    select
        source,
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
        updated_at,
        1 as preference
    from tenants

    union all

    select
        source,
        organization_id as tenant_id,
        coalesce(organization_name, organization_id) as tenant_name,
        null as plan,
        null as status,
        null as region,
        null as segment,
        null as support_tier,
        null as billing_status,
        null as data_residency,
        null as arr_usd,
        created_at,
        updated_at,
        2 as preference
    from organizations

),

-- A tenant's identifier is the same in every source. The platform knows more of it than a desk; where two sources of
-- a kind tell of it, the newer one is right.
ranked as (

    select
        *,
        row_number() over (
            partition by tenant_id
            order by preference asc, updated_at desc nulls last, source asc
        ) as newness
    from told

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
