with

books as (

    select * from {{ ref('stg_platform__price_books') }}

),

entries as (

    select * from {{ ref('stg_platform__price_entries') }}

),

prices as (

    select * from {{ ref('product_prices') }}

),

sources as (

    select * from {{ ref('int_sources') }}

),

filled as (

    select
        source,
        price_book,
        count(*) as entry_count
    from entries
    group by source, price_book

),

used as (

    select
        source,
        price_book,
        count(*) as price_count,
        count(next_amount) as outranking_count,
        count(case when is_far_below_next then 1 end) as far_below_count,
        percentile_cont(0.5) within group (order by change_to_next_rate) as median_change_to_next_rate
    from prices
    where amount is not null
    group by source, price_book

)

select
    books.source,
    books.price_book,
    books.currency,
    coalesce(books.customer_group, 'everyone') as customer_group,
    books.priority,
    books.is_active,
    books.valid_from,
    books.valid_to,
    case
        when not books.is_active then 'switched off'
        when books.valid_from > cast(sources.as_of as date) then 'not yet'
        when books.valid_to < cast(sources.as_of as date) then 'over'
        else 'in force'
    end as standing,
    coalesce(filled.entry_count, 0) as entry_count,
    coalesce(used.price_count, 0) as price_count,
    coalesce(used.outranking_count, 0) as outranking_count,
    coalesce(used.far_below_count, 0) as far_below_count,
    used.median_change_to_next_rate,
    coalesce(books.customer_group is null and used.median_change_to_next_rate <= -0.5, false) as is_suspect
from books
inner join sources on books.source = sources.source
left join filled on books.source = filled.source and books.price_book = filled.price_book
left join used on books.source = used.source and books.price_book = used.price_book
