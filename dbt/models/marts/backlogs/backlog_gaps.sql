{%- set days_before = 7 * (backlog_setting('gap_weeks') - 1) -%}

with

item_weeks as (

    select * from {{ ref('backlog_item_weeks') }}

),

weeks as (

    select * from {{ ref('backlog_weeks') }}

),

each_once as (

    select distinct
        source,
        kind,
        answer_id,
        week_start,
        score
    from {{ ref('backlog_answers') }}

),

item_sums as (

    select
        source,
        kind,
        item_key,
        week_start,
        count(*) as n,
        sum(score) as total,
        sum(score * score) as squares
    from {{ ref('backlog_answers') }}
    where item_key is not null
    group by source, kind, item_key, week_start

),

all_sums as (

    select
        source,
        kind,
        week_start,
        count(*) as n,
        sum(score) as total,
        sum(score * score) as squares
    from each_once
    group by source, kind, week_start

),

of_all as (

    select
        weeks.source,
        weeks.week_start,
        all_sums.kind,
        sum(all_sums.n) as n,
        sum(all_sums.total) as total,
        sum(all_sums.squares) as squares
    from weeks
    inner join all_sums
        on
            weeks.source = all_sums.source
            and weeks.week_start >= all_sums.week_start
            and all_sums.week_start >= {{ dbt.dateadd('day', -days_before, 'weeks.week_start') }}
    group by weeks.source, weeks.week_start, all_sums.kind

),

of_item as (

    select
        item_weeks.source,
        item_weeks.item_key,
        item_weeks.week_start,
        item_sums.kind,
        sum(item_sums.n) as n,
        sum(item_sums.total) as total,
        sum(item_sums.squares) as squares
    from item_weeks
    inner join item_sums
        on
            item_weeks.source = item_sums.source
            and item_weeks.item_key = item_sums.item_key
            and item_weeks.week_start >= item_sums.week_start
            and item_sums.week_start >= {{ dbt.dateadd('day', -days_before, 'item_weeks.week_start') }}
    group by item_weeks.source, item_weeks.item_key, item_weeks.week_start, item_sums.kind

)

-- The rest is all answers less those about the item, so that nothing has to be counted twice.
select
    of_item.source,
    of_item.item_key,
    of_item.week_start,
    of_item.kind,
    of_item.n as item_count,
    of_item.total / of_item.n as item_mean,
    case
        when of_item.n >= {{ backlog_setting('fewest_answers') }}
            then {{ sd_of_sums('of_item.n', 'of_item.total', 'of_item.squares') }}
    end as item_sd,
    of_all.n - of_item.n as rest_count,
    case when of_all.n > of_item.n then (of_all.total - of_item.total) / (of_all.n - of_item.n) end as rest_mean,
    {{ sd_of_sums('(of_all.n - of_item.n)', '(of_all.total - of_item.total)', '(of_all.squares - of_item.squares)') }}
        as rest_sd
from of_item
inner join of_all
    on
        of_item.source = of_all.source
        and of_item.week_start = of_all.week_start
        and of_item.kind = of_all.kind
