{#- The texts of a group as one, in an order given by a number, with a separator between. -#}
{% macro joined_in_order(text, separator, order_by) -%}
    {{ return(adapter.dispatch('joined_in_order')(text, separator, order_by)) }}
{%- endmacro %}

{% macro duckdb__joined_in_order(text, separator, order_by) -%}
    string_agg({{ text }}, '{{ separator }}' order by {{ order_by }})
{%- endmacro %}

{% macro spark__joined_in_order(text, separator, order_by) -%}
    array_join(
        transform(sort_array(collect_list(struct({{ order_by }} as place, {{ text }} as word))), pair -> pair.word),
        '{{ separator }}'
    )
{%- endmacro %}
