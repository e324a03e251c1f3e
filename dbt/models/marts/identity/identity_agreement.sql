with

people as (

    select * from {{ ref('identity_graph') }}

),

counted as (

    select
        source,
        platform,
        count(*) as record_count,
        count(distinct canonical_id) as person_count,
        count(case when record_count > 1 then 1 end) as linked_record_count,
        count(case when customer_id is not null then 1 end) as with_customer_count,
        avg(case when record_count > 1 then confidence end) as average_confidence,
        count(verdict) as stated_count,
        count(case when verdict = 'agrees' then 1 end) as agreed_count,
        count(case when verdict = 'another customer' then 1 end) as other_customer_count,
        count(case when verdict = 'no customer found' then 1 end) as not_found_count,
        count(case when verdict = 'unknown customer' then 1 end) as unknown_customer_count
    from people
    group by source, platform

)

select
    *,
    cast(agreed_count as double) / nullif(stated_count, 0) as agreement_rate,
    {{ wilson_bound('agreed_count', 'stated_count', '-') }} as agreement_rate_low,
    {{ wilson_bound('agreed_count', 'stated_count', '+') }} as agreement_rate_high
from counted
