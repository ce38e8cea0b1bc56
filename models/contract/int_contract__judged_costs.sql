{{ config(materialized="view") }}

{{ judged("costs", ["raw_text"]) }}
