{#-
    Rows of a CTE with place_<name> and tied_<name> by amount, the highest first, for each name → columns of a group.
    Equal amounts share a place, and the next has the number after it; rows of one subject count once among the tied.
    Rows that are not is_ranked have neither.
-#}
{% macro ranked_once(rows, subject, amount, groups) -%}
    select
        *
        {%- for name, group in groups.items() %},
            case
                when is_ranked then dense_rank() over (partition by {{ group }}, is_ranked order by {{ amount }} desc)
            end as place_{{ name }},
            case
                when is_ranked
                    then count(case when nth_{{ name }} = 1 then 1 end) over (
                        partition by {{ group }}, is_ranked, {{ amount }}
                    )
            end as tied_{{ name }}
        {%- endfor %}
    from (
        select
            *
            {%- for name, group in groups.items() %},
                row_number() over (
                    partition by {{ group }}, {{ subject }}, is_ranked, {{ amount }} order by opportunity_key
                ) as nth_{{ name }}
            {%- endfor %}
        from {{ rows }}
    ) as numbered
{%- endmacro %}
