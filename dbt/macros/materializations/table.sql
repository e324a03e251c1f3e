{#-
    A table in one statement, for the reason that view.sql gives. A model in Python is run before, into a table beside
    it, from which the statement is filled.
-#}
{% materialization table, adapter='duckdb', supported_languages=['sql', 'python'] -%}
    {%- set existing_relation = load_cached_relation(this) -%}
    {%- set target_relation = this.incorporate(type='table') -%}

    {{ run_hooks(pre_hooks, inside_transaction=False) }}
    {{ run_hooks(pre_hooks, inside_transaction=True) }}
    {% if existing_relation is not none and not existing_relation.is_table -%}
        {{ adapter.drop_relation(existing_relation) }}
    {%- endif %}
    {%- if model['language'] == 'python' -%}
        {%- set made = this.incorporate(path={'identifier': this.identifier ~ '__made'}, type='table') -%}
        {{ adapter.drop_relation(made) }}
        {% call statement('made', language='python') -%}
            {{ py_write_table(temporary=False, relation=made, compiled_code=compiled_code) }}
        {%- endcall %}
        {% call statement('main') -%}
            create or replace table {{ target_relation }} as (select * from {{ made }})
        {%- endcall %}
        {{ adapter.drop_relation(made) }}
    {%- else -%}
        {% call statement('main') -%}
            {%- if config.get('contract').enforced -%}
                {{ get_assert_columns_equivalent(sql) }}
            {%- endif -%}
            create or replace table {{ target_relation }} as (
                {{ sql }}
            )
        {%- endcall %}
    {%- endif -%}
    {{ run_hooks(post_hooks, inside_transaction=True) }}
    {{ adapter.commit() }}
    {{ run_hooks(post_hooks, inside_transaction=False) }}

    {{ return({'relations': [target_relation]}) }}
{%- endmaterialization %}
