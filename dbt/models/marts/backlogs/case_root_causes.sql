with

cases as (

    select * from {{ ref('closed_cases') }}

),

themes as (

    select * from {{ ref('closed_case_themes') }}

),

links as (

    select * from {{ ref('case_cause_links') }}

),

derived as (

    select * from {{ ref('derived_backlogs') }}

),

issues as (

    select
        *,
        row_number() over (partition by source, case_id order by product_id) as place
    from {{ ref('product_issues') }}

),

joined as (

    select
        cases.*,
        themes.theme_kind,
        themes.theme_id,
        themes.theme_label,
        themes.theme_version,
        links.bug_key,
        links.incident_id,
        issues.product_id,
        issues.product_name,
        issues.version as product_version,
        case
            when cases.backlog is not null then null
            when links.place = 1 then 'linked bug'
            when links.place = 2 then 'linked incident'
            when links.place = 3 then 'product escalation'
            when derived.backlog is not null then derived.kind
        end as derived_from,
        coalesce(
            cases.backlog,
            case when links.place in (1, 2) then 'reliability' when links.place = 3 then 'product' end,
            derived.backlog
        ) as any_backlog,
        case
            when cases.backlog is not null then 'given on the case: ' || cases.given_root_cause
            when links.place = 1 then 'bug ' || links.bug_key
            when links.place = 2 then 'incident ' || links.incident_id
            when links.place = 3 then 'escalation to product ' || links.product_escalation_id
            when derived.backlog is not null
                then
                    cast(derived.case_count as varchar) || ' of ' || cast(derived.told_count as varchar)
                    || ' earlier cases of the ' || derived.kind || ' "' || derived.sign_label || '" with a known cause'
            when cases.given_root_cause is not null
                then 'no backlog is named for "' || cases.given_root_cause || '", and nothing else tells one'
            else 'no cause given, no bug or incident linked, and no theme tells one'
        end as evidence
    from cases
    inner join themes on cases.source = themes.source and cases.case_id = themes.case_id
    left join links on cases.source = links.source and cases.case_id = links.case_id
    left join derived on cases.source = derived.source and cases.case_id = derived.case_id
    left join issues on cases.source = issues.source and cases.case_id = issues.case_id and issues.place = 1

)

-- A derived cause is named after its backlog: more than that is not known.
select
    source,
    tenant_id,
    case_id,
    closed_at,
    closed_week,
    given_root_cause,
    coalesce(
        root_cause,
        case any_backlog
            when 'reliability' then 'defect' when 'product' then 'feature_gap' when 'docs' then 'missing_guide'
        end
    ) as root_cause,
    derived_from is not null as is_derived,
    derived_from,
    any_backlog as backlog,
    source || ':' || any_backlog || ':' || theme_kind || ':' || theme_id as item_key,
    evidence,
    theme_kind,
    theme_id,
    theme_label,
    theme_version,
    component,
    product_id,
    product_name,
    product_version,
    bug_key,
    incident_id
from joined
