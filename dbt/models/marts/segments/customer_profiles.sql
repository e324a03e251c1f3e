with

moments as (

    select * from {{ ref('segment_moments') }}

),

customers as (

    select * from {{ ref('stg_platform__customers') }}

),

customer_versions as (

    select * from {{ ref('stg_ingestion__customer_versions') }}

),

tenant_versions as (

    select * from {{ ref('stg_ingestion__tenant_versions') }}

),

-- What was said of each customer at each moment; of those only who is a customer still, and was one then.
told as (

    select
        moments.source,
        moments.weeks_ago,
        moments.moment,
        moments.moment_on,
        customers.customer_id,
        customer_versions.tenant_id,
        customer_versions.country,
        customer_versions.health_score,
        customers.created_at,
        case when customers.churned_on <= moments.moment_on then customers.churned_on end as left_on
    from moments
    inner join customers on moments.source = customers.source
    inner join customer_versions
        on
            customers.source = customer_versions.source
            and customers.customer_id = customer_versions.customer_id
            and (customer_versions.valid_from is null or moments.moment >= customer_versions.valid_from)
            and (customer_versions.valid_to is null or moments.moment < customer_versions.valid_to)
    where customers.created_at is null or customers.created_at <= moments.moment

)

select
    told.source,
    told.weeks_ago,
    told.moment,
    told.moment_on,
    told.customer_id,
    told.tenant_id,
    tenant_versions.tenant_name,
    tenant_versions.plan,
    tenant_versions.tenant_status,
    tenant_versions.region,
    tenant_versions.segment,
    tenant_versions.support_tier,
    tenant_versions.billing_status,
    tenant_versions.data_residency,
    cast(tenant_versions.arr_usd as double) as arr_usd,
    told.country,
    cast(told.health_score as bigint) as health_score,
    cast(told.created_at as date) as created_on,
    told.left_on is not null as has_left,
    told.left_on
from told
left join tenant_versions
    on
        told.source = tenant_versions.source
        and told.tenant_id = tenant_versions.tenant_id
        and (tenant_versions.valid_from is null or told.moment >= tenant_versions.valid_from)
        and (tenant_versions.valid_to is null or told.moment < tenant_versions.valid_to)
