with

looks as (

    select * from {{ ref('health_looks') }}

),

-- All bands, with or without looks, so that a score nobody had before has its place in the order, too.
bands as (

    {% for name, _ in health_bands() %}
        select
            {{ loop.index }} as place,
            '{{ name }}' as health_band
        {%- if not loop.last %}
            union all
        {%- endif %}
    {% endfor %}

),

-- Two fits of one method: what the hold-out judges knows nothing of the held-out looks, what the list uses knows all.
fitted as (

    select
        'judged' as fit,
        source,
        customer_id,
        health_band,
        outcome
    from looks
    where is_known_before_hold_out and outcome is not null

    union all

    select
        'in use' as fit,
        source,
        customer_id,
        health_band,
        outcome
    from looks
    where outcome is not null

),

base_rates as (

    select
        fit,
        source,
        avg(case when outcome = 'left' then 1.0 else 0.0 end) as base_rate
    from fitted
    group by fit, source

),

counted as (

    select
        base_rates.fit,
        base_rates.source,
        base_rates.base_rate,
        bands.place,
        bands.health_band,
        count(fitted.outcome) as n,
        count(distinct fitted.customer_id) as customer_count,
        count(case when fitted.outcome = 'left' then 1 end) as left_count
    from base_rates
    cross join bands
    left join fitted
        on
            base_rates.fit = fitted.fit
            and base_rates.source = fitted.source
            and bands.health_band = fitted.health_band
    group by base_rates.fit, base_rates.source, base_rates.base_rate, bands.place, bands.health_band

)

select * from counted
