with

comments as (

    select * from {{ ref('stg_zendesk__ticket_comments') }}

),

cases as (

    select
        case_key,
        source,
        case_id
    from {{ ref('int_cases_to_compute') }}

),

-- From here on a ticket goes by its case's number: comparing numbers is cheaper than comparing text.
to_compute as (

    select
        cases.case_key,
        comments.*
    from comments
    inner join cases on comments.source = cases.source and comments.ticket_id = cases.case_id

)

select * from to_compute
