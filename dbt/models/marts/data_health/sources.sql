with

sources as (

    select * from {{ ref('int_sources') }}

)

select
    source,
    source_type,
    description,
    as_of
from sources
