with

case_root_causes as (

    select * from {{ ref('case_root_causes') }}

)

select
    source,
    tenant_id,
    case_id,
    closed_at,
    closed_week,
    given_root_cause,
    root_cause,
    is_derived,
    derived_from,
    backlog,
    item_key,
    evidence,
    theme_kind,
    theme_id,
    theme_label,
    cast(theme_version as bigint) as theme_version,
    component,
    product_id,
    product_name,
    product_version,
    bug_key,
    incident_id
from case_root_causes
