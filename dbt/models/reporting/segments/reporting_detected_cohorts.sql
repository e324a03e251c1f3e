with

detected_cohorts as (

    select * from {{ ref('detected_cohorts') }}

)

select
    source,
    cast(null as varchar) as tenant_id,
    cast(cohort_number as bigint) as cohort_number,
    cast(member_count as bigint) as member_count,
    marks,
    silhouette,
    stability,
    verdict,
    cast(cohort_count as bigint) as cohort_count,
    cast(clustered_count as bigint) as clustered_count,
    features,
    definition,
    cast(definition_size as bigint) as definition_size,
    definition_precision,
    definition_recall
from detected_cohorts
