select
    cast(null as varchar) as source,
    cast(null as varchar) as case_id,
    cast(null as varchar) as clock,
    cast(null as varchar) as policy_id,
    cast(null as bigint) as target_seconds,
    cast(null as boolean) as is_business_time,
    cast(null as timestamptz) as effective_at,
    cast(null as bigint) as source_order
where false
