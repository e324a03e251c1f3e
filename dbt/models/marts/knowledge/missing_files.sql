with

file_references as (

    select * from {{ ref('int_file_references') }}

),

files as (

    select distinct source
    from {{ ref('stg_platform__omni_files') }}

)

-- A source that keeps no registry of files misses none.
select
    file_references.source,
    file_references.tenant_id,
    file_references.referrer_type,
    file_references.referrer_id,
    file_references.referrer_name,
    file_references.path
from file_references
inner join files on file_references.source = files.source
where file_references.file_id is null
