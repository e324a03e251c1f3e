with

looks as (

    select * from {{ ref('health_looks') }}

),

tenants as (

    select * from {{ ref('int_tenants') }}

),

frequencies as (

    select * from {{ ref('leaving_frequencies') }}

),

-- Held-out looks ask the fit that knows nothing of them, those of today the one that knows all; others are not asked.
asked as (

    select
        *,
        case when is_held_out then 'judged' when is_today then 'in use' end as fit
    from looks

),

answered as (

    select
        asked.*,
        frequencies.base_rate,
        frequencies.probability,
        coalesce(frequencies.similar_count, 0) as similar_count
    from asked
    left join frequencies
        on
            asked.fit = frequencies.fit
            and asked.source = frequencies.source
            and asked.health_band = frequencies.health_band

),

-- Equal probabilities stay together: the tenth is that of their rank.
ranked as (

    select
        *,
        case
            when is_held_out and probability is not null
                then least(9, cast(floor(
                    10 * percent_rank() over (partition by source, is_held_out order by probability)
                ) as bigint)) + 1
        end as decile
    from answered

)

select
    ranked.*,
    tenants.tenant_name,
    tenants.segment
from ranked
left join tenants on ranked.tenant_id = tenants.tenant_id
