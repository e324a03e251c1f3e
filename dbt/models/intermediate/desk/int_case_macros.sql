with

macro_uses as (

    select * from {{ ref('stg_support__case_macro_uses') }}

),

macros as (

    select * from {{ ref('stg_support__macros') }}

),

cases as (

    select * from {{ ref('int_cases') }}

),

used as (

    select
        cases.case_key,
        macro_uses.macro_id,
        macros.runbook_id,
        min(macro_uses.used_at) as first_used_at
    from macro_uses
    inner join cases on macro_uses.source = cases.source and macro_uses.case_id = cases.case_id
    left join macros on macro_uses.source = macros.source and macro_uses.macro_id = macros.macro_id
    where {{ epoch_seconds('macro_uses.used_at') }} <= cases.as_of_second
    group by cases.case_key, macro_uses.macro_id, macros.runbook_id

)

select * from used
