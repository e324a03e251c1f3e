{%- set nothing = "cast(null as " ~ dbt.type_string() ~ ")" -%}

with

company_records as (

    select * from {{ ref('int_identity_company_records') }}

),

zendesk_users as (

    select * from {{ ref('stg_zendesk__users') }}

),

platform_records as (

    select * from {{ ref('stg_platform__identity_records') }}

),

platform_links as (

    select * from {{ ref('stg_platform__identity_graph') }}

),

-- An organization of Zendesk is not known to be one of the platform's tenants, so these may be anybody's.
of_zendesk as (

    select
        source,
        'Zendesk user' as platform,
        user_id as source_id,
        {{ nothing }} as tenant_id,
        user_name as person_name,
        email,
        phone,
        {{ nothing }} as city,
        {{ nothing }} as country,
        4 as anchor_rank,
        {{ nothing }} as stated_customer_id,
        cast(null as double) as stated_confidence
    from zendesk_users
    where role = 'end-user'

),

of_platforms as (

    select
        platform_records.source,
        platform_records.source_platform as platform,
        platform_records.source_id,
        platform_records.tenant_id,
        platform_records.person_name,
        platform_records.email,
        platform_records.phone,
        platform_records.city,
        platform_records.country,
        5 as anchor_rank,
        platform_links.canonical_id as stated_customer_id,
        platform_links.confidence as stated_confidence
    from platform_records
    left join platform_links
        on
            platform_records.source = platform_links.source
            and platform_records.source_platform = platform_links.source_platform
            and platform_records.source_id = platform_links.source_id

)

select * from company_records

union all

select * from of_zendesk

union all

select * from of_platforms
