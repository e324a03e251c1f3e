"""What the page on win/loss and health reads: lists, one select each. $1 source, $2 segment or all, $3 days or null."""

from __future__ import annotations

SEGMENTS = """
    select distinct source, segment
    from reporting.deals
    order by source, segment
"""

WIN_RATES = """
    select group_name, deal_count, won_count, is_few, win_rate, win_rate_low, win_rate_high, rest_rate, rest_count,
        difference, difference_low, difference_high, is_apart, won_amount_usd, lost_amount_usd
    from reporting.win_rates
    where source = $1
        and within_segment is not distinct from nullif($2, 'all')
        and window_days is not distinct from $3::bigint
        and grouped_by = $4
    order by win_rate, group_name
"""

DEALS = """
    select deal_id, closed_on, case when is_won then 'won' else 'lost' end as outcome,
        coalesce(competitor, 'nobody else') as competitor, reason_category, segment, tenant_name, amount_usd, sentiment
    from reporting.deals
    where source = $1
        and ($2 = 'all' or segment = $2)
        and ($3::date is null or closed_on > $3::date)
        and ($4 = 'all' or coalesce(competitor, 'nobody else') = $4)
        and ($5 = 'all' or reason_category = $5)
        and ($6 = 'decided' or is_won = ($6 = 'won'))
        and (len($7::varchar[]) = 0 or tenant_name in (select unnest($7::varchar[])))
    order by closed_on desc nulls last, deal_id
"""

LOST_BY_TENANTS = """
    select count(*) filter (tenant_name is not null) as named, count(*) as lost
    from reporting.deals
    where source = $1 and not is_won
"""

HELD_OUT = """
    select source || ' / ' || customer_id as customer, looked_on, probability, base_rate, health_score,
        outcome = 'left' as has_left
    from reporting.health_predictions
    where is_held_out and probability is not null and health_score is not null
        and (len($1::varchar[]) = 0 or segment in (select unnest($1::varchar[])))
        and ($2::date is null or looked_on >= $2::date)
        and looked_on <= $3::date
        and (len($4::varchar[]) = 0 or tenant_name in (select unnest($4::varchar[])))
    order by customer, looked_on
"""

HEALTH_SEGMENTS = """
    select distinct segment
    from reporting.health_predictions
    where segment is not null
    order by segment
"""

TENANT_IDS = """
    select distinct tenant_id
    from reporting.health_predictions
    where tenant_id is not null
        and (len($1::varchar[]) = 0 or segment in (select unnest($1::varchar[])))
        and (len($2::varchar[]) = 0 or tenant_name in (select unnest($2::varchar[])))
    order by tenant_id
"""

AT_RISK = """
    select customer_id, tenant_name, segment, health_score, probability, similar_count
    from reporting.health_predictions
    where is_today and (coalesce(len($1::varchar[]), 0) = 0 or list_contains($1::varchar[], segment))
        and (coalesce(len($2::varchar[]), 0) = 0 or list_contains($2::varchar[], tenant_name))
    order by probability desc nulls last, health_score, customer_id
"""

LOOKS = """
    select looks.looked_on, looks.customer_id, looks.tenant_name, looks.segment, looks.health_score,
        looks.probability, looks.outcome, looks.churned_on
    from ({rows}) as looks
    where looks.outcome is not null and ($1 = 'all' or looks.outcome = $1)
    order by looks.looked_on desc, looks.customer_id
"""
