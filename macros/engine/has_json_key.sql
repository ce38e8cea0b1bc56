{#- Whether a JSON text has a key of a name somewhere, written without escapes. -#}
{% macro has_json_key(text, name) %}
    {{ return(adapter.dispatch("has_json_key")(text, name)) }}
{% endmacro %}

{#- Few texts have most names, and the engine finds a part the faster the rarer its first letter: it
    looks for the name from there, and for the key where it is found. -#}
{% macro duckdb__has_json_key(text, name) -%}
    case
        when contains({{ text }}, '{{ from_rarest_letter(name) }}"')
            then regexp_matches({{ text }}, '"{{ modules.re.escape(name) }}"\s*:')
        else false
    end
{%- endmacro %}

{#- The end of a name from its rarest letter on, of three letters at least; capitals are rare. -#}
{% macro from_rarest_letter(name) %}
    {%- set best = namespace(rank=-1, start=0) -%}
    {%- for letter in name[:-2] -%}
        {%- set rank = "etaoinsrhldcumfpgwybvkxjqz".find(letter) -%}
        {%- set rank = 26 if rank < 0 else rank -%}
        {%- if rank > best.rank -%}
            {%- set best.rank = rank -%}
            {%- set best.start = loop.index0 -%}
        {%- endif -%}
    {%- endfor -%}
    {{ return(name[best.start:]) }}
{% endmacro %}
