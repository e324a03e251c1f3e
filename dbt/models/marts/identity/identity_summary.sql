with

people as (

    select * from {{ ref('identity_graph') }}

),

links as (

    select * from {{ ref('identity_links') }}

),

pairs as (

    select * from {{ ref('int_identity_pairs') }}

),

-- Where there is no pair, nothing was learned either.
models as (

    select
        coalesce(max(method), 'default') as method,
        coalesce(max(training_pair_count), 0) as training_pair_count,
        max(prior) as prior
    from pairs

),

-- Links that a source itself is sure of are the labels that ours are measured against.
labelled as (

    select
        source,
        canonical_id,
        stated_customer_id
    from people
    where stated_customer_id is not null and stated_confidence >= 0.8

),

true_groups as (

    select count(*) as n
    from labelled
    group by source, stated_customer_id

),

linked_groups as (

    select count(*) as n
    from labelled
    group by canonical_id

),

right_groups as (

    select count(*) as n
    from labelled
    group by source, stated_customer_id, canonical_id

),

of_people as (

    select
        count(*) as record_count,
        max(link_threshold) as link_threshold,
        max(review_threshold) as review_threshold,
        max(uncompared_count) as uncompared_count,
        count(distinct canonical_id) as person_count,
        count(distinct source || '/' || platform) as platform_count,
        count(verdict) as stated_count,
        count(case when verdict = 'agrees' then 1 end) as agreed_count
    from people

),

of_links as (

    select
        count(case when decision = 'linked' then 1 end) as linked_count,
        count(case when is_waiting then 1 end) as waiting_count,
        count(case when decision in ('same', 'different') then 1 end) as by_hand_count
    from links

),

counted as (

    select
        of_people.*,
        of_links.*,
        (select count(*) from labelled) as labelled_count,
        (select coalesce(sum(true_groups.n * (true_groups.n - 1) / 2), 0) from true_groups) as true_pair_count,
        (select coalesce(sum(linked_groups.n * (linked_groups.n - 1) / 2), 0) from linked_groups) as linked_pair_count,
        (select coalesce(sum(right_groups.n * (right_groups.n - 1) / 2), 0) from right_groups) as right_pair_count
    from of_people cross join of_links

)

select
    counted.*,
    models.*,
    cast(counted.agreed_count as double) / nullif(counted.stated_count, 0) as agreement_rate,
    {{ wilson_bound('counted.agreed_count', 'counted.stated_count', '-') }} as agreement_rate_low,
    {{ wilson_bound('counted.agreed_count', 'counted.stated_count', '+') }} as agreement_rate_high,
    cast(counted.right_pair_count as double) / nullif(counted.linked_pair_count, 0) as precision_rate,
    {{ wilson_bound('counted.right_pair_count', 'counted.linked_pair_count', '-') }} as precision_rate_low,
    {{ wilson_bound('counted.right_pair_count', 'counted.linked_pair_count', '+') }} as precision_rate_high,
    cast(counted.right_pair_count as double) / nullif(counted.true_pair_count, 0) as recall_rate,
    {{ wilson_bound('counted.right_pair_count', 'counted.true_pair_count', '-') }} as recall_rate_low,
    {{ wilson_bound('counted.right_pair_count', 'counted.true_pair_count', '+') }} as recall_rate_high
from counted
cross join models
where counted.record_count > 0
