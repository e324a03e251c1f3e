-- A source tells the state of a case twice, in its row and by its transitions. The timeline is what counts here; where
-- the row says otherwise, transitions are missing or came in the wrong order, and people should look. Rows that were
-- changed after as_of know of a future that the timeline does not show.
{{ config(severity='warn') }}

with

stated as (

    select * from {{ ref('stg_support__cases') }}

),

cases as (

    select * from {{ ref('cases') }}

),

sources as (

    select * from {{ ref('sources') }}

)

select
    cases.source,
    cases.case_id,
    stated.state as state_of_its_row,
    cases.state as state_of_its_timeline
from cases
inner join stated on cases.source = stated.source and cases.case_id = stated.case_id
inner join sources on cases.source = sources.source
where stated.updated_at <= sources.as_of and stated.state <> cases.state
