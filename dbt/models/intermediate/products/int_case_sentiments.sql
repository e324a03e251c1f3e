with

links as (

    select * from {{ ref('stg_support__case_products') }}

),

interactions as (

    select * from {{ ref('stg_support__case_interactions') }}

),

linked as (

    select distinct
        source,
        case_id
    from links

)

select
    interactions.source,
    interactions.case_id,
    avg(interactions.sentiment_score) as sentiment_score
from interactions
inner join linked on interactions.source = linked.source and interactions.case_id = linked.case_id
where interactions.author_kind = 'customer' and interactions.sentiment_score is not null
group by interactions.source, interactions.case_id
