with

judgements as (

    select * from {{ ref('product_judgements') }}

)

select
    source,
    cast(null as {{ dbt.type_string() }}) as tenant_id,
    'product_intelligence.issue_count' as measure,
    product_id as entity_id,
    judged_on as period_date,
    cast(reported_issue_count as double) as reported_value,
    cast(issue_count as double) as computed_value,
    cast(0 as double) as tolerance
from judgements
