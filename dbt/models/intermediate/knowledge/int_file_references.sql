with

documents as (

    select * from {{ ref('stg_platform__documents') }}

),

reports as (

    select * from {{ ref('stg_platform__reports') }}

),

files as (

    select * from {{ ref('stg_platform__omni_files') }}

),

told as (

    select
        source,
        tenant_id,
        'document' as referrer_type,
        document_id as referrer_id,
        title as referrer_name,
        bucket_path as path
    from documents
    where bucket_path is not null

    union all

    select
        source,
        tenant_id,
        'report' as referrer_type,
        report_id as referrer_id,
        report_type as referrer_name,
        url as path
    from reports

),

-- Some leave the bucket away: then the name in any bucket of the same cloud will do.
files_by_key as (

    select
        source,
        file_key,
        min(file_id) as file_id
    from files
    group by source, file_key

),

joined as (

    select
        told.source,
        told.tenant_id,
        told.referrer_type,
        told.referrer_id,
        told.referrer_name,
        told.path,
        coalesce(by_path.file_id, by_key.file_id) as file_id
    from told
    left join files as by_path on told.source = by_path.source and told.path = by_path.bucket_path
    left join files_by_key as by_key
        on
            told.source = by_key.source
            and told.path not like '%://%'
            and {{ file_key('told.path') }} = by_key.file_key

)

select * from joined
