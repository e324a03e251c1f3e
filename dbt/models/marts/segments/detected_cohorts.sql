with

cohort_members as (

    select * from {{ ref('cohort_members') }}

)

select
    source,
    cohort_number,
    count(*) as member_count,
    min(marks) as marks,
    min(silhouette) as silhouette,
    min(stability) as stability,
    min(verdict) as verdict,
    min(cohort_count) as cohort_count,
    min(clustered_count) as clustered_count,
    min(features) as features,
    min(definition) as definition,
    min(definition_size) as definition_size,
    min(definition_precision) as definition_precision,
    min(definition_recall) as definition_recall
from cohort_members
group by source, cohort_number
