with

attachments as (

    select * from {{ ref('stg_support__case_attachments') }}

),

cases as (

    select * from {{ ref('int_cases') }}

),

files_by_kind as (

    select
        cases.case_key,
        attachments.kind,
        count(*) as file_count,
        min(attachments.uploaded_at) as first_file_at
    from attachments
    inner join cases on attachments.source = cases.source and attachments.case_id = cases.case_id
    where {{ epoch_seconds('attachments.uploaded_at') }} <= cases.as_of_second
    group by cases.case_key, attachments.kind

)

select * from files_by_kind
