with

days as (

    select * from {{ ref('stg_platform__messaging_metrics') }}

),

by_tenant_and_for_all as (

    select
        source,
        tenant_id,
        metric_date,
        bot_count,
        bot_count + human_count + handoff_count as chat_count
    from days
    where tenant_id is not null

    union all

    select
        source,
        null as tenant_id,
        metric_date,
        sum(bot_count) as bot_count,
        sum(bot_count + human_count + handoff_count) as chat_count
    from days
    group by source, metric_date

),

rated as (

    select
        source,
        tenant_id,
        metric_date,
        bot_count,
        chat_count,
        cast(bot_count as double) / chat_count as rate
    from by_tenant_and_for_all
    where chat_count > 0

)

-- "Before" is every day earlier than the row's own.
select
    source,
    tenant_id,
    metric_date,
    coalesce(count(*) over earlier, 0) as days_before,
    coalesce(sum(bot_count) over earlier, 0) as bot_before,
    coalesce(sum(chat_count) over earlier, 0) as chats_before,
    coalesce(sum(rate) over earlier, 0) as rates_before,
    coalesce(sum(rate * rate) over earlier, 0) as squares_before,
    count(*) over (partition by source, tenant_id) as days_in_all,
    sum(bot_count) over (partition by source, tenant_id) as bot_in_all,
    sum(chat_count) over (partition by source, tenant_id) as chats_in_all,
    sum(rate) over (partition by source, tenant_id) as rates_in_all,
    sum(rate * rate) over (partition by source, tenant_id) as squares_in_all
from rated
window
    earlier as (
        partition by source, tenant_id order by metric_date rows between unbounded preceding and 1 preceding
    )
