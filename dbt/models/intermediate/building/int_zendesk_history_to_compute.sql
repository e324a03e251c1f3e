with

history as (

    select * from {{ ref('stg_zendesk__ticket_field_history') }}

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
        history.*
    from history
    inner join cases on history.source = cases.source and history.ticket_id = cases.case_id

)

select * from to_compute
