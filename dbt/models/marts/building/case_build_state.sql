-- depends_on: {{ ref('cases') }}
-- depends_on: {{ ref('case_events') }}
-- depends_on: {{ ref('sla_clock_windows') }}
-- depends_on: {{ ref('sla_clock_segments') }}
with

sources as (

    select * from {{ ref('int_sources') }}

),

fingerprints as (

    select * from {{ ref('int_promise_fingerprints') }}

)

select
    sources.source,
    sources.as_of_second,
    fingerprints.row_fingerprint as promise_fingerprint,
    fingerprints.row_count as promise_count,
    '{{ code_fingerprint() }}' as code_fingerprint
from sources
left join fingerprints on sources.source = fingerprints.source
