with

merges as (

    select * from {{ ref('int_zendesk_merges') }}

),

cases as (

    select * from {{ ref('int_cases_to_compute') }}

)

select
    cases.case_key,
    merges.survivor_id,
    {{ epoch_seconds('merges.merged_at') }} as merged_second
from merges
inner join cases on merges.source = cases.source and merges.merged_id = cases.case_id
