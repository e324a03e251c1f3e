with

cohort_members as (

    select * from {{ ref('cohort_members') }}

)

select
    source,
    cast(cohort_number as bigint) as cohort_number,
    tenant_id,
    customer_id
from cohort_members
