select
    cast(null as varchar) as source,
    cast(null as varchar) as case_id,
    cast(null as varchar) as calendar_id,
    cast(null as timestamptz) as effective_at
where false
