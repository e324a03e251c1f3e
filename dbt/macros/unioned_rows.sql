{#- The rows of several models that have the same columns, one under the other: the import of each, and `unioned`. -#}
{% macro unioned_rows(models) -%}
    {% for model in models %}
        {{ model }}_rows as (

            select * from {{ ref(model) }}

        ),

    {% endfor %}
    unioned as (

        {% for model in models %}
            select * from {{ model }}_rows
            {%- if not loop.last %}
                union all
            {%- endif %}
        {% endfor %}

    )
{%- endmacro %}
