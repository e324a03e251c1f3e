with

told_merges as (

    select * from {{ ref('int_zendesk_merges') }}

),

cases as (

    select * from {{ ref('int_cases_to_compute') }}

)

select
    cases.case_key,
    told_merges.survivor_id,
    {{ epoch_seconds('told_merges.merged_at') }} as merged_second
from told_merges
inner join cases on told_merges.source = cases.source and told_merges.merged_id = cases.case_id
