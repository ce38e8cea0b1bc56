{#- dbt's ref without the database's name. DuckDB keeps the text of a view as it is, so a name in it
    would tie the views to the file's name: they could not be read once the file is renamed, or
    attached under another name. -#}
{% macro ref(model_name) %}
    {%- do return(builtins.ref(model_name).include(database=false)) -%}
{% endmacro %}
