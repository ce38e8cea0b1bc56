{#- What a pass of identity reads: the rows that are left after erasures, of whom a run restates; or
    all of them, where a run resolves whom to erase. -#}
{% macro identity_input(area, name) %}
    {{ return(("int_scope__" if area == "int_identity" else area ~ "__") ~ name) }}
{% endmacro %}
