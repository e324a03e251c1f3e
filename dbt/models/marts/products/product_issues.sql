with

links as (

    select * from {{ ref('stg_support__case_products') }}

),

cases as (

    select * from {{ ref('cases') }}

),

choices as (

    select * from {{ ref('int_product_source_choices') }}

),

versions as (

    select * from {{ ref('int_product_versions') }}

),

sentiments as (

    select * from {{ ref('int_case_sentiments') }}

),

-- Each case about a product is an issue of it; one that was deleted, or merged into another, is none.
issues as (

    select
        cases.source,
        cases.tenant_id,
        cases.tenant_name,
        cases.case_id,
        choices.product_source,
        choices.product_id,
        choices.product_name,
        cases.component,
        cases.priority,
        cases.state,
        cases.root_cause,
        cases.root_cause = 'defect' as is_defect,
        cases.is_resolved,
        cases.csat_score,
        sentiments.sentiment_score,
        cast(cases.opened_at as date) as opened_on,
        cases.opened_at
    from links
    inner join choices on links.source = choices.source and links.product_id = choices.product_id
    inner join cases on links.source = cases.source and links.case_id = cases.case_id
    left join sentiments on links.source = sentiments.source and links.case_id = sentiments.case_id
    where not cases.is_removed

)

select
    issues.*,
    versions.version
from issues
left join versions
    on
        issues.product_source = versions.source
        and issues.product_id = versions.product_id
        and issues.opened_on >= versions.released_on
        and (issues.opened_on < versions.replaced_on or versions.replaced_on is null)
