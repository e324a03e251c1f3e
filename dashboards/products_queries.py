"""What the page on products reads besides metrics: lists, one select each."""

from __future__ import annotations

PRODUCTS = """
    select product_name, brand, category, status, newest_version, quality_score, issue_count, issue_count_before,
        reported_sentiment, sentiment, sentiment_low, sentiment_high, toned_count, sentiment_verdict,
        available_channels, closed_channels, variant_in_stock_count, variant_count, judged_on
    from reporting.products
    order by case status when 'active' then 0 when 'draft' then 1 else 2 end, issue_count desc, product_name
"""

VERSIONS = """
    select product_name, version, previous_version, released_on, day_count, issue_count, previous_issue_count,
        issues_per_30_days, issue_ratio, issue_ratio_low, issue_ratio_high, verdict, defect_rate, caused_count,
        sentiment, toned_count, changelog
    from reporting.product_versions
    order by issue_ratio_low desc nulls last, released_on desc, product_name
"""

JUDGED_VERSIONS = f"select * from ({VERSIONS}) where issue_ratio is not null"

RELEASES = """
    select version, released_on from reporting.product_versions where product_name = ? order by released_on
"""

COUNT_DIFFERENCES = """
    select products.product_name, differences.period_date, differences.reported_value, differences.computed_value,
        differences.difference, differences.verdict
    from reporting.reconciliation_differences as differences
    left join reporting.products as products
        on differences.source = products.source and differences.entity_id = products.product_id
    where differences.measure = 'product_intelligence.issue_count'
    order by differences.period_date desc, products.product_name
"""

RECONCILED = """
    select source, figure_count, agreeing_count, differing_count
    from reporting.reconciliations
    where measure = 'product_intelligence.issue_count'
    order by source
"""

CURRENCIES = """
    select distinct currency, customer_group from reporting.product_price_history
    order by currency = 'USD' desc, currency, customer_group = 'everyone' desc, customer_group
"""

PRICES = """
    select product_name, differentiator, sku, amount, price_book, previous_amount, change_rate, valid_from, valid_to,
        is_tied, product_status
    from reporting.product_price_history
    where currency = ? and customer_group = ?
        and ? between coalesce(valid_from, date '0001-01-01') and coalesce(valid_to, date '9999-12-31')
    order by product_name, sku
"""

PRICED_PRODUCTS = """
    select distinct product_name from reporting.product_price_history where currency = ? and customer_group = ?
    order by product_name
"""

PRICE_STEPS = """
    select product_name, sku, differentiator, coalesce(differentiator, product_name) as article, amount, price_book,
        greatest(coalesce(valid_from, ?), ?) as drawn_from,
        least(coalesce(valid_to + 1, ?), ?) as drawn_until
    from reporting.product_price_history
    where product_name = ? and currency = ? and customer_group = ? and amount is not null
        and coalesce(valid_to, date '9999-12-31') >= ? and coalesce(valid_from, date '0001-01-01') < ?
    order by sku, drawn_from
"""

BOOKS = """
    select price_book, currency, customer_group, priority, standing, price_count, outranking_count, far_below_count,
        median_change_to_next_rate, is_suspect, valid_from, valid_to, entry_count
    from reporting.price_books
    order by is_suspect desc, currency, priority desc, price_book
"""

PRICE_FAULTS = """
    select fault, product_name, sku, currency, customer_group, price_book, amount, other_price_book, other_amount,
        is_current, day_count, valid_from, valid_to
    from reporting.price_faults
    order by is_current desc, fault, product_name, sku, customer_group
"""

STOCK = """
    select coalesce(product_name, 'not in the catalogue') as product_name, differentiator, sku, stock_level,
        reorder_level, stock_state, supply_state, open_order_count, overdue_order_count, quantity_under_way,
        quantity_missing, next_promised_on, last_arrived_on, product_status, is_short
    from reporting.product_stock
    order by is_short desc, stock_level, product_name, sku
"""

CHANNELS = """
    select product_name, product_status, channel, priority, is_available, is_first_choice, finding,
        case when is_available then 'can be bought' else 'cannot be bought' end as state
    from reporting.product_channels
    order by product_name, priority
"""

CONNECTIONS = """
    select coalesce(product_a_name, product_a_id) as shown, relation_type,
        coalesce(product_b_name, product_b_id) as beside, score, score_back, place_in_type, finding
    from reporting.product_connections
    order by finding is null, relation_type, score desc
"""

FEATURES = """
    select product_name, feature_name, feature_type, feature_status, product_status, is_draft_on_sale,
        row_number() over (
            partition by source, product_id
            order by list_position(['Released', 'Active', 'Testing', 'Draft', 'Deprecated'], feature_status),
                feature_name
        ) as place
    from reporting.product_features
    order by product_name, place
"""

SCENES = """
    select product_name, coalesce(scene_url, 'no 3D scene') as scene_url, environment, model_format,
        case when is_missing then 'missing' when is_other_format then 'other format' end as finding
    from reporting.product_scenes
    order by finding nulls last, product_name, scene_url
"""

PROBLEMS = """
    select area, product_name, problem, detail, product_status
    from reporting.product_problems
    order by area, product_name, problem, detail
"""
