{#-
    Every value of the column is found in another table's column; within_source asks for a row of the same source.
    A value that is not found is counted and shown, since the other table may come later.
-#}
{% test points_at_a_row(model, column_name, to, field, within_source) %}

select
    pointing.source,
    pointing.{{ column_name }} as dangling_value,
    count(*) as row_count
from {{ model }} as pointing
where
    pointing.{{ column_name }} is not null
    and not exists (
        select 1
        from {{ to }} as pointed_at
        where
            pointed_at.{{ field }} = pointing.{{ column_name }}
            {% if within_source %}and pointed_at.source = pointing.source{% endif %}
    )
group by pointing.source, pointing.{{ column_name }}

{% endtest %}
