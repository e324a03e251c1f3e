{#- Syncs that have to lie on either side of a change, and the evidence (twice the gain in log-likelihood) from which on
    it is told: over ninety days chance alone reaches 15 at about three of a thousand providers. -#}
{%- set least_syncs, least_evidence = 50, 15 -%}

with

integration_days as (

    select * from {{ ref('integration_days') }}

),

integration_health as (

    select * from {{ ref('integration_health') }}

),

-- An integration that does nothing but fail is a matter of its own, and would look like one of its provider.
by_day as (

    select
        integration_days.source,
        integration_days.provider,
        integration_days.sync_date,
        sum(integration_days.finished_count) as finished_count,
        sum(integration_days.failed_count) as failed_count
    from integration_days
    inner join integration_health
        on
            integration_days.source = integration_health.source
            and integration_days.integration_id = integration_health.integration_id
    where integration_health.health <> 'failing'
    group by integration_days.source, integration_days.provider, integration_days.sync_date

),

summed as (

    select
        source,
        provider,
        sync_date,
        coalesce(sum(finished_count) over before_day, 0) as finished_before,
        coalesce(sum(failed_count) over before_day, 0) as failed_before,
        sum(finished_count) over all_days as finished_in_all,
        sum(failed_count) over all_days as failed_in_all
    from by_day
    window
        before_day as (
            partition by source, provider order by sync_date rows between unbounded preceding and 1 preceding
        ),
        all_days as (partition by source, provider)

),

split_there as (

    select
        *,
        finished_in_all - finished_before as finished_since,
        failed_in_all - failed_before as failed_since
    from summed

),

weighed as (

    select
        *,
        2 * (
            {{ binomial_log_likelihood('failed_before', 'finished_before') }}
            + {{ binomial_log_likelihood('failed_since', 'finished_since') }}
            - {{ binomial_log_likelihood('failed_in_all', 'finished_in_all') }}
        ) as evidence
    from split_there
    where finished_before >= {{ least_syncs }} and finished_since >= {{ least_syncs }}

),

ranked as (

    select
        *,
        row_number() over (partition by source, provider order by evidence desc, sync_date asc) as place
    from weighed

)

select
    source,
    provider,
    sync_date as changed_on,
    evidence,
    evidence >= {{ least_evidence }} as is_change,
    finished_before,
    failed_before,
    cast(failed_before as double) / finished_before as failure_rate_before,
    {{ wilson_bound('failed_before', 'finished_before', '-') }} as failure_rate_before_low,
    {{ wilson_bound('failed_before', 'finished_before', '+') }} as failure_rate_before_high,
    finished_since,
    failed_since,
    cast(failed_since as double) / finished_since as failure_rate_since,
    {{ wilson_bound('failed_since', 'finished_since', '-') }} as failure_rate_since_low,
    {{ wilson_bound('failed_since', 'finished_since', '+') }} as failure_rate_since_high
from ranked
where place = 1
