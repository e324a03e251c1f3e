with

rejected_rows as (

    select * from {{ ref('stg_ingestion__rejected_rows') }}

),

reasons as (

    select
        rejected_rows.batch_id,
        rejected_rows.record_key,
        rejected_rows.source,
        rejected_rows.contract_source,
        rejected_rows.table_name,
        rejected_rows.origin,
        rejected_rows.row_number,
        rejected_rows.record,
        rejected_rows.rejected_at,
        listed.reason
    from rejected_rows
    cross join lateral (select {{ unnested('rejected_rows.reasons') }} as reason) as listed

)

select
    reasons.batch_id,
    reasons.record_key,
    reasons.source,
    reasons.contract_source,
    reasons.table_name,
    reasons.origin,
    reasons.reason.column as column_name,
    reasons.reason.value as found_value,
    reasons.reason.expected as expected,
    reasons.record,
    cast(row_number as bigint) as row_number,
    reasons.rejected_at
from reasons
