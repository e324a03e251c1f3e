{#- What can be in doubt: its name, the rows that have it, the book and the price that do not hold beside it. -#}
{%- set kinds = [
    ('tie', 'tied', 'tied_price_book', 'tied_amount'),
    ('gap', 'gaps', 'null', 'null'),
    ('far below the next book', 'far_below', 'next_price_book', 'next_amount'),
    ('overlap', 'overlapping', 'price_book', 'other_amount'),
] -%}

with

history as (

    select * from {{ ref('product_price_history') }}

),

prices as (

    select * from {{ ref('product_prices') }}

),

books as (

    select * from {{ ref('price_books') }}

),

overlapping as (

    select * from {{ ref('price_overlaps') }}

),

sources as (

    select
        source,
        cast(as_of as date) as as_of_date,
        cast({{ dbt.dateadd('day', 1, 'cast(as_of as date)') }} as date) as next_day
    from {{ ref('int_sources') }}

),

-- A tie of two books for everyone is told once, and not again for each group of customers.
tied as (

    select history.*
    from history
    inner join books
        on
            history.source = books.source
            and history.price_book = books.price_book
            and history.customer_group = books.customer_group
    where history.is_tied

),

gaps as (

    select *
    from history
    where is_gap

),

far_below as (

    select *
    from prices
    where is_far_below_next and customer_group = 'everyone'

),

unioned as (

    {% for fault, rows, other_price_book, other_amount in kinds %}
        select
            source,
            '{{ fault }}' as fault,
            item_id,
            product_id,
            product_name,
            product_status,
            sku,
            currency,
            customer_group,
            price_book,
            {{ other_price_book }} as other_price_book,
            amount,
            {{ other_amount }} as other_amount,
            valid_from,
            valid_until
        from {{ rows }}
        {%- if not loop.last %}
            union all
        {%- endif %}
    {% endfor %}

)

-- What is to come is no fault yet, and what is no longer or not yet sold needs no price.
select
    unioned.*,
    unioned.valid_until > sources.as_of_date as is_current,
    {{ dbt.datediff('unioned.valid_from', 'least(unioned.valid_until, sources.next_day)', 'day') }}
        as day_count
from unioned
inner join sources on unioned.source = sources.source
where unioned.product_status = 'active' and unioned.valid_from <= sources.as_of_date
