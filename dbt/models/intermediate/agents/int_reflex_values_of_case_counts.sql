{#- A spike is looked for where there is enough to look at. -#}
{% set trailing_days, fewest_cases = 28, 3 %}

with

cases as (

    select * from {{ ref('int_cases') }}

),

sources as (

    select * from {{ ref('int_sources') }}

),

openings as (

    select
        source,
        tenant_id,
        tenant_id as entity_id,
        {{ utc_day('opened_second') }} as day_number
    from cases

    union all

    -- All tenants together, as an alert for the whole desk watches them.
    select
        source,
        cast(null as varchar) as tenant_id,
        'global' as entity_id,
        {{ utc_day('opened_second') }} as day_number
    from cases

),

counted as (

    select
        source,
        tenant_id,
        entity_id,
        day_number,
        count(*) as case_count
    from openings
    group by source, tenant_id, entity_id, day_number

),

compared as (

    select
        *,
        min(day_number) over (partition by source, entity_id) as first_day_number,
        coalesce(sum(case_count) over (
            partition by source, entity_id
            order by day_number
            range between {{ trailing_days }} preceding and 1 preceding
        ), 0) as trailing_case_count
    from counted

),

-- A day is judged when it is over. Below the fewest cases nothing is a spike, and against nothing nothing is either.
judged as (

    select
        compared.source,
        compared.tenant_id,
        'ticket_spike' as signal,
        compared.entity_id,
        case
            when compared.case_count >= {{ fewest_cases }} and compared.trailing_case_count > 0
                then compared.case_count * {{ trailing_days }}.0 / compared.trailing_case_count
        end as signal_value,
        {{ instant('(compared.day_number + 1) * 86400') }} as observed_at,
        {{ instant('(compared.day_number + 2) * 86400') }} as observed_until
    from compared
    inner join sources on compared.source = sources.source
    where
        compared.day_number >= compared.first_day_number + {{ trailing_days }}
        and (compared.day_number + 1) * 86400 <= sources.as_of_second

)

select
    source,
    tenant_id,
    signal,
    entity_id,
    cast(signal_value as double) as signal_value,
    observed_at,
    observed_until
from judged
