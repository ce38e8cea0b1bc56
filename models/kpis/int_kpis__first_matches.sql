{{ first_matches(ref('int_kpis__matches'), "reads_everybody") }}
