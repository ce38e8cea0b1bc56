{#- A hook before everything else: stops the run where the key of contacts' hashes is lost or is
    another than the one that the warehouse was built with, else notes down which one it is. The
    note is a hash of a constant; the model of that name keeps it. -#}
{% macro hold_to_contact_key(note) %}
    {%- if execute -%}
        {%- set known = load_relation(note) -%}
        {%- set answer = run_query(
            "select " ~ contact_key_fingerprint() ~ " as fingerprint, " ~ contact_key_place()
            ~ " as place"
        ).rows[0] -%}
        {%- set expected = run_query("select fingerprint from " ~ note).columns[0].values()
            if known else [] -%}
        {%- set remedy = "Set MILEPOST_KEY to the key that the warehouse was built with, or bring "
            ~ "back its file. If it is lost for good, move the warehouse's file away and build "
            ~ "anew: every contact then gets another hash, and who has a contact alone another "
            ~ "user_key." -%}
        {%- if answer["fingerprint"] is none -%}
            {%- do exceptions.raise_compiler_error(
                "The key of the contacts' hashes is lost: MILEPOST_KEY is not set, and "
                ~ answer["place"] ~ " is not there. " ~ remedy
            ) -%}
        {%- elif expected and answer["fingerprint"] not in expected -%}
            {%- do exceptions.raise_compiler_error(
                "The key of the contacts' hashes has changed: the one in " ~ answer["place"]
                ~ " is not the one that the warehouse was built with. " ~ remedy
            ) -%}
        {%- endif -%}
        {%- if not known -%}
            {#- dbt listed what tables there are before this one -#}
            {%- do adapter.cache_added(note.incorporate(type="table")) -%}
            create table {{ note }} as select {{ contact_key_fingerprint() }} as fingerprint
        {%- endif -%}
    {%- endif -%}
{% endmacro %}

{#- What tells one key from another and tells nothing else: the keyed hash of a constant. -#}
{% macro contact_key_fingerprint() -%}
    {{ keyed_hash("'milepost: which key is this?'") }}
{%- endmacro %}
