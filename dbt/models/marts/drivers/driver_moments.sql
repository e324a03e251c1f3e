{%- set columns = ['outcome_value'] -%}
{%- for slot in range(1, driver_slots() + 1) %}{% do columns.append('x_' ~ slot) %}{% endfor -%}

with

answers as (

    select * from {{ ref('driver_answers') }}

),

variables as (

    select
        source,
        outcome,
        tenant_id,
        segment,
        kind,
        week_start,
        abs(cast({{ row_fingerprint(['answer_id']) }} % {{ driver_buckets() }} as integer)) as bucket,
        outcome_value,
        {%- for slot in range(1, driver_slots() + 1) %}
            cast(case when predictor_mask & {{ 2 ** (slot - 1) }} <> 0 then 1 else 0 end as double) as x_{{ slot }}
            {%- if not loop.last %},{% endif %}
        {%- endfor %}
    from answers

)

select
    source,
    outcome,
    tenant_id,
    segment,
    kind,
    week_start,
    bucket,
    count(*) as answer_count,
    {{ driver_moment_list(columns) }} as sums
from variables
group by source, outcome, tenant_id, segment, kind, week_start, bucket
