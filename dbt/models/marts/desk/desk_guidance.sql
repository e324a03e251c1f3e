with

macros as (

    select * from {{ ref('stg_support__macros') }}

),

runbooks as (

    select * from {{ ref('stg_support__runbooks') }}

),

listed as (

    select
        macros.source,
        'macro' as subject,
        macros.macro_id as entity_id,
        macros.title,
        macros.category as concerns,
        runbooks.title as runbook_title,
        runbooks.owner_team,
        macros.self_serve_url,
        macros.is_active,
        macros.updated_at
    from macros
    left join runbooks on macros.source = runbooks.source and macros.runbook_id = runbooks.runbook_id

    union all

    select
        source,
        'runbook' as subject,
        runbook_id as entity_id,
        title,
        component as concerns,
        title as runbook_title,
        owner_team,
        null as self_serve_url,
        is_active,
        updated_at
    from runbooks

)

select * from listed
