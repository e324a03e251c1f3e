with

rejected_rows as (

    select * from {{ ref('rejected_rows') }}

),

reasons as (

    select
        contract_source,
        table_name,
        column_name,
        expected,
        count(*) as row_count,
        min(rejected_at) as first_rejected_at,
        max(rejected_at) as last_rejected_at,
        min(found_value) as found_value
    from rejected_rows
    group by contract_source, table_name, column_name, expected

)

select * from reasons
