with

cases as (

    select * from {{ ref('closed_cases') }}

),

signs as (

    select * from {{ ref('closed_case_signs') }}

),

platforms as (

    select * from {{ ref('int_source_platforms') }}

),

taxonomies as (

    select
        source,
        max(version) as version
    from {{ ref('int_taxonomy_topics') }}
    where is_in_force
    group by source

),

ranked as (

    select
        *,
        row_number() over (
            partition by source, case_id
            order by
                case kind when 'topic' then 0 else 1 end asc, telling_count desc, score desc nulls last, sign_id asc
        ) as place
    from signs

)

-- A topic; a tag where no topic was told; the component where there is no tag either.
select
    cases.source,
    cases.case_id,
    coalesce(ranked.kind, case when cases.component is not null then 'component' end, 'none') as theme_kind,
    coalesce(ranked.sign_id, cases.component, 'none') as theme_id,
    coalesce(
        case when ranked.kind = 'tag' then 'tag ' || replace(ranked.sign_label, '_', ' ') else ranked.sign_label end,
        cases.component,
        'No theme'
    ) as theme_label,
    case when ranked.kind = 'topic' then taxonomies.version end as theme_version
from cases
inner join platforms on cases.source = platforms.source
left join ranked on cases.source = ranked.source and cases.case_id = ranked.case_id and ranked.place = 1
left join taxonomies on platforms.platform_source = taxonomies.source
