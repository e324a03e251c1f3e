with

daily_rates as (

    select * from {{ ref('int_messaging_daily_rates') }}

),

tenants as (

    select * from {{ ref('int_tenants') }}

),

-- Every day with two weeks on both sides may be the one from which the rate was another.
candidates as (

    select
        source,
        tenant_id,
        metric_date,
        days_before,
        days_in_all - days_before as days_after,
        bot_before,
        bot_in_all - bot_before as bot_after,
        chats_before,
        chats_in_all - chats_before as chats_after,
        rates_before / days_before as mean_before,
        (rates_in_all - rates_before) / (days_in_all - days_before) as mean_after,
        squares_in_all,
        days_in_all
    from daily_rates
    where days_before >= 14 and days_in_all - days_before >= 14

),

-- Days differ more than chance of single chats would let them: what a difference is held against is their own spread.
scored as (

    select
        *,
        mean_after - mean_before as difference,
        sqrt(
            greatest(
                squares_in_all - days_before * mean_before * mean_before - days_after * mean_after * mean_after, 0
            )
            / (days_in_all - 2)
            * (cast(1 as double) / days_before + cast(1 as double) / days_after)
        ) as standard_error
    from candidates

),

ranked as (

    select
        *,
        difference / nullif(standard_error, 0) as t_score,
        row_number() over (
            partition by source, tenant_id
            order by abs(difference / nullif(standard_error, 0)) desc nulls last, metric_date asc
        ) as place
    from scored

)

-- The largest of many candidates is called clear from 4 standard errors on, since chance has had as many tries.
select
    ranked.source,
    ranked.tenant_id,
    coalesce(tenants.tenant_name, ranked.tenant_id) as tenant_name,
    ranked.metric_date as changed_on,
    cast(ranked.days_before as bigint) as days_before,
    cast(ranked.days_after as bigint) as days_after,
    cast(ranked.chats_before as bigint) as chats_before,
    cast(ranked.chats_after as bigint) as chats_after,
    cast(ranked.bot_before as double) / ranked.chats_before as rate_before,
    {{ wilson_bound('ranked.bot_before', 'ranked.chats_before', '-') }} as rate_before_low,
    {{ wilson_bound('ranked.bot_before', 'ranked.chats_before', '+') }} as rate_before_high,
    cast(ranked.bot_after as double) / ranked.chats_after as rate_after,
    {{ wilson_bound('ranked.bot_after', 'ranked.chats_after', '-') }} as rate_after_low,
    {{ wilson_bound('ranked.bot_after', 'ranked.chats_after', '+') }} as rate_after_high,
    ranked.difference,
    ranked.difference - 1.96 * ranked.standard_error as difference_low,
    ranked.difference + 1.96 * ranked.standard_error as difference_high,
    ranked.t_score,
    coalesce(abs(ranked.t_score) >= 4, false) as is_clear
from ranked
left join tenants on ranked.tenant_id = tenants.tenant_id
where ranked.place = 1
