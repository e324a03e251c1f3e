with

counts as (

    select * from {{ ref('leaving_counts') }}

),

-- Each band's rate leans on that of all, the more the fewer customers it has: looks at one tell the same several times.
leaning as (

    select
        *,
        customer_count + {{ health_setting('prior_count') }} as weight,
        coalesce(cast(left_count as double) / nullif(n, 0) * customer_count, 0)
        + {{ health_setting('prior_count') }} * base_rate as weighted_rate
    from counts

),

-- The mean of every run of bands that are next to each other.
blocks as (

    select
        firsts.fit,
        firsts.source,
        firsts.place as first_place,
        lasts.place as last_place,
        sum(members.weighted_rate) / sum(members.weight) as rate
    from leaning as firsts
    inner join leaning as lasts
        on firsts.fit = lasts.fit and firsts.source = lasts.source and firsts.place <= lasts.place
    inner join leaning as members
        on
            firsts.fit = members.fit
            and firsts.source = members.source
            and members.place between firsts.place and lasts.place
    group by firsts.fit, firsts.source, firsts.place, lasts.place

),

highest as (

    select
        leaning.fit,
        leaning.source,
        leaning.place,
        blocks.first_place,
        max(blocks.rate) as rate
    from leaning
    inner join blocks
        on
            leaning.fit = blocks.fit
            and leaning.source = blocks.source
            and leaning.place between blocks.first_place and blocks.last_place
    group by leaning.fit, leaning.source, leaning.place, blocks.first_place

),

-- Adjacent bands that are not in the order of the score are pooled (Ayer et al. 1955), by the min-max formula. Rounded,
-- since a sum in another order differs in the last digit, and what is in one pool must be equal.
pooled as (

    select
        fit,
        source,
        place,
        round(min(rate), 12) as probability
    from highest
    group by fit, source, place

)

select
    counts.fit,
    counts.source,
    counts.health_band,
    counts.n,
    counts.customer_count,
    counts.left_count,
    counts.base_rate,
    pooled.probability,
    sum(counts.n) over (partition by counts.fit, counts.source, pooled.probability) as similar_count
from counts
inner join pooled on counts.fit = pooled.fit and counts.source = pooled.source and counts.place = pooled.place
