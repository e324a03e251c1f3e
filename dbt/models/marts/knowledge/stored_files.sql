with

files as (

    select * from {{ ref('stg_platform__omni_files') }}

),

content_types as (

    select * from {{ ref('file_content_types') }}

),

file_references as (

    select * from {{ ref('int_file_references') }}

),

known_endings as (

    select
        file_ext,
        min(content_type) as expected_content_type
    from content_types
    group by file_ext

),

references_by_file as (

    select
        source,
        file_id,
        count(*) as reference_count
    from file_references
    where file_id is not null
    group by source, file_id

),

joined as (

    select
        files.source,
        files.tenant_id,
        files.file_id,
        files.bucket_path,
        files.provider,
        files.file_ext,
        split_part(files.content_type, ';', 1) as content_type,
        known_endings.expected_content_type,
        files.size_bytes,
        coalesce(references_by_file.reference_count, 0) as reference_count,
        case
            when known_endings.file_ext is not null and content_types.content_type is null
                then 'type contradicts ending'
            when lower(files.bucket_path) not like '%' || files.file_ext then 'ending contradicts path'
            when
                split_part(files.bucket_path, '://', 1)
                <> case files.provider when 'AWS' then 's3' when 'GCP' then 'gs' when 'AZURE' then 'az' end
                then 'provider contradicts path'
        end as flaw,
        files.uploaded_at
    from files
    left join known_endings on files.file_ext = known_endings.file_ext
    left join content_types
        on
            files.file_ext = content_types.file_ext
            and trim(split_part(files.content_type, ';', 1)) = content_types.content_type
    left join references_by_file
        on files.source = references_by_file.source and files.file_id = references_by_file.file_id

)

select
    *,
    flaw is not null as has_flaw,
    reference_count = 0 as is_unreferenced
from joined
