with

tickets as (

    select * from {{ ref('stg_zendesk__tickets') }}

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
        tickets.*
    from tickets
    inner join cases on tickets.source = cases.source and tickets.ticket_id = cases.case_id

)

select * from to_compute
