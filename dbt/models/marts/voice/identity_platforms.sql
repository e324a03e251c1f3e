with

links as (

    select * from {{ ref('stg_platform__identity_graph') }}

),

customers as (

    select * from {{ ref('stg_platform__customers') }}

),

known as (

    select
        links.*,
        customers.customer_id is not null as is_customer_known,
        count(*) over (partition by links.source, links.source_platform, links.canonical_id) as records_of_customer
    from links
    left join customers on links.source = customers.source and links.canonical_id = customers.customer_id

),

customer_counts as (

    select
        source,
        count(*) as all_customer_count
    from customers
    group by source

),

counted as (

    select
        source,
        source_platform,
        count(*) as record_count,
        count(distinct case when is_customer_known then canonical_id end) as customer_count,
        count(case when not is_customer_known then 1 end) as dangling_count,
        count(distinct case when records_of_customer > 1 then canonical_id end) as doubled_customer_count,
        avg(confidence) as average_confidence,
        count(case when confidence < 0.8 then 1 end) as doubtful_count
    from known
    group by source, source_platform

)

select
    counted.*,
    cast(counted.doubtful_count as double) / counted.record_count as doubtful_rate,
    cast(counted.customer_count as double) / nullif(customer_counts.all_customer_count, 0) as coverage_rate
from counted
left join customer_counts on counted.source = customer_counts.source
