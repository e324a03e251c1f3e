{#- Days before as_of within which a use says that people rely on a document. -#}
{%- set recent_days = 90 -%}
with

documents as (

    select * from {{ ref('stg_platform__documents') }}

),

macros as (

    select * from {{ ref('stg_support__macros') }}

),

macro_uses as (

    select * from {{ ref('stg_support__case_macro_uses') }}

),

sources as (

    select * from {{ ref('int_sources') }}

),

uses_by_macro as (

    select
        macro_uses.source,
        macro_uses.macro_id,
        count(*) as use_count,
        count(case when macro_uses.used_at >= {{ dbt.dateadd('day', -recent_days, 'sources.as_of') }} then 1 end)
            as recent_use_count,
        max(macro_uses.used_at) as last_used_at
    from macro_uses
    inner join sources on macro_uses.source = sources.source
    where macro_uses.used_at <= sources.as_of
    group by macro_uses.source, macro_uses.macro_id

),

-- A macro points to the page that a document is published as. An address means the same in every source.
by_document as (

    select
        documents.source,
        documents.document_id,
        count(*) as macro_count,
        coalesce(sum(uses_by_macro.use_count), 0) as use_count,
        coalesce(sum(uses_by_macro.recent_use_count), 0) as recent_use_count,
        max(uses_by_macro.last_used_at) as last_used_at
    from documents
    inner join macros
        on trim(trailing '/' from lower(documents.url)) = trim(trailing '/' from lower(macros.self_serve_url))
    left join uses_by_macro on macros.source = uses_by_macro.source and macros.macro_id = uses_by_macro.macro_id
    where macros.is_active
    group by documents.source, documents.document_id

)

select * from by_document
