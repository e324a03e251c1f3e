{{ config(materialized='table') }}
{%- set goes_on = goes_on_from_earlier_build() -%}
{%- set state_before = earlier_relation('marts', 'case_build_state') -%}
{%- set cases_before = earlier_relation('marts', 'cases') -%}

with

cases as (

    select * from {{ ref('int_cases') }}

),

sources as ( -- noqa: ST03

    select * from {{ ref('int_sources') }}

),

fingerprints as ( -- noqa: ST03

    select * from {{ ref('int_promise_fingerprints') }}

),

newly_seen_cases as ( -- noqa: ST03

    select * from {{ ref('int_newly_seen_cases') }}

),

{% if not goes_on %}
    touched as (

        select
            case_key,
            'everything is built anew' as reason
        from cases

    )

{% else %}
    -- Other promises or calendars, or a look at an earlier time: all cases of the source.
    unsettled_sources as (

        select sources.source
        from sources
        left join {{ state_before }} as state_before on sources.source = state_before.source
        left join fingerprints on sources.source = fingerprints.source
        where
            state_before.source is null
            or sources.as_of_second < state_before.as_of_second
            or fingerprints.row_fingerprint is distinct from state_before.promise_fingerprint
            or fingerprints.row_count is distinct from state_before.promise_count

    ),

    reasons as (

        select
            cases.case_key,
            case
                when unsettled_sources.source is not null then 'its source changed its promises or calendars'
                when cases_before.case_key is null then 'it is new'
                when cases_before.attributes_fingerprint <> cases.attributes_fingerprint then 'its attributes changed'
                when newly_seen_cases.case_id is not null then 'it has new events'
                when not cases_before.is_settled then 'a clock of it runs on'
            end as reason
        from cases
        left join unsettled_sources on cases.source = unsettled_sources.source
        left join {{ cases_before }} as cases_before on cases.case_key = cases_before.case_key
        left join newly_seen_cases
            on cases.source = newly_seen_cases.source and cases.case_id = newly_seen_cases.case_id

    ),

    touched as (

        select
            case_key,
            reason
        from reasons
        where reason is not null

    )

{% endif %}
select * from touched
