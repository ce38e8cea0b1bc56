{{ config(materialized="table") }}

select {{ contact_key_fingerprint() }} as fingerprint
