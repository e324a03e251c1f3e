with

rules as (

    select * from {{ ref('stg_platform__validation_rules') }}

),

understood as (

    select * from {{ ref('stg_ingestion__validation_rules') }}

),

tenants as (

    select * from {{ ref('int_tenants') }}

),

rejected_rows as (

    select * from {{ ref('rejected_rows') }}

),

-- A rule's own words stand in the reason of each row that it refused, tenant and all.
refused as (

    select
        source,
        contract_source,
        table_name,
        column_name,
        expected,
        count(*) as rejected_count,
        min(rejected_at) as first_rejected_at
    from rejected_rows
    group by source, contract_source, table_name, column_name, expected

),

judged as (

    select
        rules.source,
        rules.tenant_id,
        rules.entity_type,
        rules.field_name,
        rules.rule_type,
        rules.params,
        rules.loaded_at,
        understood.contract_source || '.' || understood.table_name as enforced_on,
        understood.expected,
        understood.problem,
        understood.contract_source,
        understood.table_name,
        case
            when not rules.is_active then 'switched off'
            when understood.problem is not null then 'unusable'
            else 'in force'
        end as state
    from rules
    left join understood
        on
            rules.source = understood.source
            and rules.entity_type = understood.entity_type
            and rules.field_name = understood.field_name
            and rules.rule_type = understood.rule_type
            and rules.params is not distinct from understood.params
            and rules.tenant_id is not distinct from understood.tenant_id
            and rules.is_active = understood.is_active

)

select
    judged.source,
    judged.tenant_id,
    tenants.tenant_name,
    judged.entity_type,
    judged.field_name,
    judged.rule_type,
    judged.params,
    judged.state,
    judged.enforced_on,
    judged.problem,
    case when judged.state = 'in force' then coalesce(refused.rejected_count, 0) end as rejected_count,
    refused.first_rejected_at,
    judged.loaded_at
from judged
left join refused
    on
        judged.source = refused.source
        and judged.contract_source = refused.contract_source
        and judged.table_name = refused.table_name
        and judged.field_name = refused.column_name
        and judged.expected = refused.expected
        and judged.state = 'in force'
left join tenants on judged.tenant_id = tenants.tenant_id
