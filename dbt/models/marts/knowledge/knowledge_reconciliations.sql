with

units as (

    select * from {{ ref('org_units') }}

),

nodes as (

    select * from {{ ref('stg_platform__hierarchy_nodes') }}

),

documents as (

    select * from {{ ref('stg_platform__documents') }}

),

files as (

    select * from {{ ref('stg_platform__omni_files') }}

),

twins as (

    select * from {{ ref('twin_states') }}

),

sources as (

    select * from {{ ref('int_sources') }}

),

-- A level is the number of units above. Of what hangs on a ring or on nothing it cannot be told.
figures as (

    select
        source,
        tenant_id,
        'org_units.level' as measure,
        unit_id as entity_id,
        cast(reported_level as double) as reported_value,
        cast(depth as double) as computed_value,
        cast(0 as double) as tolerance
    from units

    union all

    select
        nodes.source,
        nodes.tenant_id,
        'hierarchy_nodes.level' as measure,
        nodes.node_id as entity_id,
        cast(nodes.reported_level as double) as reported_value,
        cast(units.depth as double) as computed_value,
        cast(0 as double) as tolerance
    from nodes
    left join units on nodes.source = units.source and nodes.node_id = units.unit_id

    union all

    -- Sizes are told with two digits or three, such as 1.2 MB.
    select
        documents.source,
        documents.tenant_id,
        'documents.size' as measure,
        documents.document_id as entity_id,
        cast(documents.size_bytes as double) as reported_value,
        cast(files.size_bytes as double) as computed_value,
        0.05 * files.size_bytes as tolerance
    from documents
    inner join files on documents.source = files.source and documents.bucket_path = files.bucket_path
    where files.size_bytes is not null

    union all

    -- A twin is written down now and then, and may lag a little behind the score.
    select
        source,
        tenant_id,
        'twin_history.health' as measure,
        entity_id,
        twin_health as reported_value,
        cast(customer_health_score as double) as computed_value,
        cast(10 as double) as tolerance
    from twins
    where twin_health is not null

)

select
    figures.source,
    figures.tenant_id,
    figures.measure,
    figures.entity_id,
    cast(sources.as_of as date) as period_date,
    figures.reported_value,
    figures.computed_value,
    cast(figures.tolerance as double) as tolerance
from figures
inner join sources on figures.source = sources.source
