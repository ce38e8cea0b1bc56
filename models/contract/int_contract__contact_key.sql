{{ config(materialized="table", meta={"stands": false}) }}

select {{ contact_key_fingerprint() }} as fingerprint
