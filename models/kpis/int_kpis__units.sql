{{ config(materialized="view") }}

{{ measured_units(ref('int_kpis__matches'), ref('int_kpis__first_matches'), "reads_everybody") }}
