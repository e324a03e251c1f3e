with

subjects as (

    select * from {{ ref('opportunity_subjects') }}
    where kind <> 'driver'

),

projects as (

    select * from {{ ref('stg_platform__projects') }}

),

roadmap_items as (

    select * from {{ ref('stg_platform__roadmap_items') }}

),

reported as (

    select * from {{ ref('stg_platform__roi_opportunities') }}

),

titled as (

    select
        source,
        'project' as entity_kind,
        project_id as entity_id,
        title
    from projects
    union all
    select
        source,
        'roadmap item' as entity_kind,
        item_id as entity_id,
        title
    from roadmap_items
    union all
    select
        source,
        'reported opportunity' as entity_kind,
        opportunity_id as entity_id,
        title
    from reported

),

words_of_titles as (

    select
        *,
        ' ' || regexp_replace(lower(title), '[^a-z0-9]+', ' ', 'g') || ' ' as words
    from titled

),

named as (

    select
        source,
        opportunity_key,
        sort,
        {{ unnested(split_text('names', '|')) }}
            as name
    from subjects

),

words_of_names as (

    select
        *,
        regexp_replace(lower(name), '[^a-z0-9]+', ' ', 'g') as words
    from named
    where length(name) >= 3

),

-- Whole words, one more s allowed; the longest name wins, and of equals the theme, then the component.
matched as (

    select
        titles.source,
        titles.entity_kind,
        titles.entity_id,
        titles.title,
        names.opportunity_key,
        names.name as linked_by,
        row_number() over (
            partition by titles.source, titles.entity_kind, titles.entity_id
            order by
                length(names.words) desc,
                case names.sort when 'theme' then 1 when 'component' then 2 else 3 end asc,
                names.opportunity_key asc
        ) as place
    from words_of_titles as titles
    inner join words_of_names as names on titles.source = names.source
    where
        titles.words like '% ' || names.words || ' %'
        or titles.words like '% ' || names.words || 's %'

)

select
    source,
    entity_kind,
    entity_id,
    title,
    opportunity_key,
    linked_by
from matched
where place = 1
