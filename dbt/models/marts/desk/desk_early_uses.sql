with

cases as (

    select * from {{ ref('desk_cases') }}

),

macros as (

    select * from {{ ref('int_case_macros') }}

),

files as (

    select * from {{ ref('int_case_files') }}

),

-- What came with the first reply or before it. A case that lasts longer sees more macros and more files: those that
-- came later would make the long cases look like their work.
early_macros as (

    select
        cases.case_key,
        macros.macro_id,
        macros.runbook_id
    from macros
    inner join cases on macros.case_key = cases.case_key
    where macros.first_used_at <= cases.first_response_at

),

early_files as (

    select
        cases.case_key,
        files.kind
    from files
    inner join cases on files.case_key = cases.case_key
    where files.first_file_at <= cases.first_response_at

),

used as (

    select
        case_key,
        'macro' as family,
        'macro' as subject,
        macro_id as entity_id
    from early_macros

    union all

    select distinct
        case_key,
        'macro' as family,
        'runbook' as subject,
        runbook_id as entity_id
    from early_macros
    where runbook_id is not null

    union all

    select distinct
        case_key,
        'macro' as family,
        'any macro' as subject,
        'any' as entity_id
    from early_macros

    union all

    select
        case_key,
        'file' as family,
        'file' as subject,
        kind as entity_id
    from early_files

    union all

    select distinct
        case_key,
        'file' as family,
        'any file' as subject,
        'any' as entity_id
    from early_files

)

select * from used
