with

sync_runs as (

    select * from {{ ref('int_sync_runs') }}
    where is_finished

),

-- Failures between two successes have the same number of successes before them.
numbered as (

    select
        source,
        integration_id,
        outcome,
        ended_at,
        count(case when outcome = 'success' then 1 end) over (
            partition by source, integration_id
            order by ended_at asc nulls first, sync_id asc
            rows between unbounded preceding and current row
        ) as success_number
    from sync_runs

),

streaks as (

    select
        source,
        integration_id,
        success_number,
        count(case when outcome = 'error' then 1 end) as failure_count,
        min(case when outcome = 'error' then ended_at end) as began_at,
        max(success_number) over (partition by source, integration_id) as last_success_number
    from numbered
    group by source, integration_id, success_number

)

select
    source,
    integration_id,
    failure_count,
    began_at,
    success_number = last_success_number as is_current
from streaks
