{#-
    Levels that are looked at above a unit. What does not reach its top within them is reported: it is in a ring, hangs
    on one, or is deeper than any organisation should be. The limit is also what makes the walk end, on every engine.
-#}
{% macro org_depth_limit() -%}
    {{ return(16) }}
{%- endmacro %}
