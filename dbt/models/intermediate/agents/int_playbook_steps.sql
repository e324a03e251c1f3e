with

playbooks as (

    select * from {{ ref('stg_platform__playbooks') }}

),

steps as (

    select
        source,
        playbook_id,
        {{ unnested('steps') }} as step
    from playbooks

)

select distinct
    source,
    playbook_id,
    step
from steps
