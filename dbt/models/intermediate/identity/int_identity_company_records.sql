{%- set nothing = "cast(null as " ~ dbt.type_string() ~ ")" -%}

with

customers as (

    select * from {{ ref('stg_platform__customers') }}

),

requesters as (

    select * from {{ ref('stg_support__requesters') }}

),

users as (

    select * from {{ ref('stg_platform__users') }}

),

of_customers as (

    select
        source,
        'Customer profile' as platform,
        customer_id as source_id,
        tenant_id,
        customer_name as person_name,
        email,
        {{ nothing }} as phone,
        {{ nothing }} as city,
        country,
        1 as anchor_rank,
        customer_id as stated_customer_id,
        cast(1 as double) as stated_confidence
    from customers

),

of_requesters as (

    select
        source,
        'Support' as platform,
        requester_id as source_id,
        tenant_id,
        requester_name as person_name,
        email,
        {{ nothing }} as phone,
        {{ nothing }} as city,
        {{ nothing }} as country,
        2 as anchor_rank,
        customer_id as stated_customer_id,
        case when customer_id is not null then cast(1 as double) end as stated_confidence
    from requesters

),

-- Our own staff, who have no tenant, are nobody's customers.
of_users as (

    select
        source,
        'Account' as platform,
        user_id as source_id,
        tenant_id,
        user_name as person_name,
        email,
        {{ nothing }} as phone,
        {{ nothing }} as city,
        {{ nothing }} as country,
        3 as anchor_rank,
        {{ nothing }} as stated_customer_id,
        cast(null as double) as stated_confidence
    from users
    where tenant_id is not null

)

select * from of_customers

union all

select * from of_requesters

union all

select * from of_users
