{%- set article = 'source, item_id, product_id, variant_id, currency, customer_group' -%}

with

candidates as (

    select * from {{ ref('int_price_candidates') }}

),

-- The days on which anything changes, and the end of time, so that days after the last price are seen as well.
edges as (

    select {{ article }}, valid_from as edge from candidates
    union distinct
    select {{ article }}, valid_until as edge from candidates
    union distinct
    select {{ article }}, cast('9999-12-31' as date) as edge from candidates

),

spans as (

    select
        {{ article }},
        edge as valid_from,
        lead(edge) over (partition by source, item_id, currency, customer_group order by edge) as valid_until
    from edges

),

-- Of a book's own entries that hold, one for the variant goes before one for the product, and a later one before an
-- earlier one; where they began on the same day, the lower price holds.
of_books as (

    select
        candidates.*,
        spans.valid_from as span_from,
        row_number() over (
            partition by
                spans.source, spans.item_id, spans.currency, spans.customer_group, spans.valid_from,
                candidates.price_book
            order by
                candidates.is_of_variant desc,
                candidates.entry_from desc,
                candidates.amount asc,
                candidates.entry_id asc
        ) as place_in_book
    from spans
    inner join candidates
        on
            spans.source = candidates.source
            and spans.item_id = candidates.item_id
            and spans.currency = candidates.currency
            and spans.customer_group = candidates.customer_group
            and spans.valid_from >= candidates.valid_from
            and spans.valid_from < candidates.valid_until
    where spans.valid_until is not null

),

-- Of the books the highest priority wins; of equal ones the later book, then the lower price.
ranked as (

    select
        *,
        row_number() over in_span as place,
        lead(price_book) over in_span as next_price_book,
        lead(amount) over in_span as next_amount,
        min(amount) over of_priority < max(amount) over of_priority as is_tied
    from of_books
    where place_in_book = 1
    window
        in_span as (
            partition by source, item_id, currency, customer_group, span_from
            order by priority desc, book_from desc, amount asc, price_book asc
        ),
        of_priority as (partition by source, item_id, currency, customer_group, span_from, priority)

)

select
    spans.source,
    spans.item_id,
    spans.product_id,
    spans.variant_id,
    spans.currency,
    spans.customer_group,
    ranked.price_book,
    ranked.priority,
    ranked.entry_id,
    ranked.amount,
    coalesce(ranked.is_tied, false) as is_tied,
    ranked.next_price_book,
    ranked.next_amount,
    spans.valid_from,
    spans.valid_until
from spans
left join ranked
    on
        spans.source = ranked.source
        and spans.item_id = ranked.item_id
        and spans.currency = ranked.currency
        and spans.customer_group = ranked.customer_group
        and spans.valid_from = ranked.span_from
        and ranked.place = 1
where spans.valid_until is not null
