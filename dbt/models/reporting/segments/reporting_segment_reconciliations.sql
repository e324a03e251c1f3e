with

figures as (

    select * from {{ ref('reconciled_figures') }}
    where measure like 'segment%'

),

segments as (

    select * from {{ ref('segments') }}

)

select
    figures.source,
    figures.entity_id as segment_id,
    segments.segment_name,
    figures.tenant_id,
    figures.measure,
    figures.period_date,
    figures.reported_value,
    figures.computed_value,
    figures.difference,
    figures.tolerance,
    figures.verdict
from figures
inner join segments on figures.source = segments.source and figures.entity_id = segments.segment_id
