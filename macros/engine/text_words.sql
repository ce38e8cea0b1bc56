{#- A query: the distinct texts of a relation's column, each with the words that may be a value in it:
    what stands between quotes, between commas, and between any signs of JSON and CSV. -#}
{% macro text_words(relation, column) %}
    {{ return(adapter.dispatch("text_words")(relation, column)) }}
{% endmacro %}

{% macro duckdb__text_words(relation, column) -%}
    select distinct
        {{ column }},
        unnest(list_transform(
            string_split({{ column }}, '"')
            || string_split({{ column }}, ',')
            || regexp_split_to_array({{ column }}, '[\s",;:{}\[\]()=|\\]+'),
            lambda word: trim(word, ' "' || chr(9) || chr(13))
        )) as word
    from {{ relation }}
{%- endmacro %}
