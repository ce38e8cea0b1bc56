{#- The relation that says of every raw record of an entity where it ends. -#}
{% macro judged_relation(entity) %}
    {{ return(ref("int_contract__judged_" ~ entity)) }}
{% endmacro %}
