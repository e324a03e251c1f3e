{#- Days before the time looked at, in which deals were decided. -#}
{%- set windows = [90, 180, 365] -%}

with

deals as (

    select * from {{ ref('deals') }}

),

sources as (

    select * from {{ ref('int_sources') }}

),

-- A deal without a day is in no period but all time (window_days is empty).
in_windows as (

    select
        deals.source,
        cast(null as bigint) as window_days,
        deals.segment,
        deals.competitor,
        deals.reason_category,
        deals.is_won,
        deals.amount_usd
    from deals
    {% for days in windows %}
        union all
        select
            deals.source,
            cast({{ days }} as bigint) as window_days,
            deals.segment,
            deals.competitor,
            deals.reason_category,
            deals.is_won,
            deals.amount_usd
        from deals
        inner join sources on deals.source = sources.source
        where deals.closed_on > {{ dbt.dateadd('day', -days, 'cast(sources.as_of as date)') }}
    {% endfor %}

),

-- Each segment for itself, and all of them together (within_segment is empty).
in_segments as (

    select
        *,
        cast(null as varchar) as within_segment
    from in_windows

    union all

    select
        *,
        segment as within_segment
    from in_windows
    where segment is not null

),

grouped as (

    {% for name, expression, condition in [
        ('competitor', "coalesce(competitor, 'nobody else')", 'true'),
        ('reason', 'reason_category', 'true'),
        ('competitor and reason', "coalesce(competitor, 'nobody else') || ' · ' || reason_category", 'true'),
        ('segment', "coalesce(segment, 'not known')", 'within_segment is null')
    ] %}
        select
            source,
            window_days,
            within_segment,
            '{{ name }}' as grouped_by,
            {{ expression }} as group_name,
            is_won,
            amount_usd
        from in_segments
        where {{ condition }}
        {%- if not loop.last %}
            union all
        {%- endif %}
    {% endfor %}

),

counted as (

    select
        source,
        window_days,
        within_segment,
        grouped_by,
        group_name,
        count(*) as deal_count,
        count(case when is_won then 1 end) as won_count,
        coalesce(sum(case when is_won then amount_usd end), 0) as won_amount_usd,
        coalesce(sum(case when not is_won then amount_usd end), 0) as lost_amount_usd
    from grouped
    group by source, window_days, within_segment, grouped_by, group_name

)

select * from counted
