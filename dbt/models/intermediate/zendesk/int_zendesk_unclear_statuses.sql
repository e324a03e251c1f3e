with

statuses as (

    select * from {{ ref('int_zendesk_statuses') }}

)

select * from statuses
where is_unmapped or is_undated
