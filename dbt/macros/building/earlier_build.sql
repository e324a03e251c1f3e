{#-
    What an earlier build left, for building only what changed. It is read by its place and not by ref(), since the
    models that leave it come at the end of the graph and the ones that read it at the start.
-#}
{% macro earlier_relation(schema, name) -%}
    {% if not execute or flags.FULL_REFRESH -%}
        {{ return(none) }}
    {%- endif %}
    {{ return(adapter.get_relation(database=target.database, schema=schema, identifier=name)) }}
{%- endmacro %}

{#- Whether the cases were numbered before: then they keep their numbers. -#}
{% macro has_case_keys() -%}
    {% if not execute or flags.FULL_REFRESH or model.name != 'int_cases' -%}
        {{ return(false) }}
    {%- endif %}
    {{ return(load_relation(this) is not none) }}
{%- endmacro %}

{#- Whether a whole build was finished before, by the same code, from which this one can go on. -#}
{% macro goes_on_from_earlier_build() -%}
    {% set state = earlier_relation('marts', 'case_build_state') %}
    {% if state is none or code_fingerprint() == 'unknown' -%}
        {{ return(false) }}
    {%- endif %}
    {% set found = run_query("select count(*) from " ~ state ~ " where code_fingerprint = '" ~ code_fingerprint() ~ "'") %}
    {{ return(found.columns[0].values()[0] > 0) }}
{%- endmacro %}

{#- Whether every case is computed in this build: then nothing need be picked out. -#}
{% macro every_case_is_touched() -%}
    {% set touched = earlier_relation('intermediate', 'int_touched_cases') %}
    {% set cases = earlier_relation('intermediate', 'int_cases') %}
    {% if touched is none or cases is none -%}
        {{ return(true) }}
    {%- endif %}
    {% set counts = run_query(
        "select (select count(*) from " ~ touched ~ ") as touched, (select count(*) from " ~ cases ~ ") as cases"
    ) %}
    {{ return(counts.columns[0].values()[0] == counts.columns[1].values()[0]) }}
{%- endmacro %}

{#- What the code of the project is, so that another code builds everything anew. -#}
{% macro code_fingerprint() -%}
    {{ return(env_var('LOOMPIN_CODE_FINGERPRINT', 'unknown')) }}
{%- endmacro %}

{#- Before an incremental model is built: the rows of the cases that are computed again, and of those that are gone. -#}
{% macro forget_touched_cases() -%}
    {% set touched_cases = ref('int_touched_cases') %}
    {% set cases = ref('int_cases') %}
    {% if is_incremental() -%}
        delete from {{ this }}
        where
            case_key in (select case_key from {{ touched_cases }})
            or case_key not in (select case_key from {{ cases }})
    {%- endif %}
{%- endmacro %}

{#- Instants from which on rows of raw are new to the warehouse: those of batches taken up since the last build. -#}
{% macro first_new_load() -%}
    {% set built = earlier_relation('marts', 'case_build_batches') %}
    {% if built is none -%}
        {{ return("timestamptz '1970-01-01 00:00:00+00'") }}
    {%- endif %}
    {% set found = run_query(
        "select min(committed_at) from ingestion.batches where batch_id not in (select batch_id from " ~ built ~ ")"
    ) %}
    {% set first = found.columns[0].values()[0] %}
    {{ return("timestamptz '" ~ (first if first is not none else '9999-12-31 00:00:00+00') ~ "'") }}
{%- endmacro %}
