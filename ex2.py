import duckdb,re
c=duckdb.connect('/tmp/lab/d20/milepost.duckdb',read_only=True); c.execute("set threads=2")
import time
for q in ["from fct_events where occurred_at <= (select as_of from int_contract__as_of)",
 "from fct_events cross join int_contract__as_of k where coalesce(occurred_at <= k.as_of,false)",
 "from fct_events inner join int_contract__as_of k on fct_events.occurred_at <= k.as_of",
 "from fct_events where not exists (select 1 from int_contract__as_of k where fct_events.occurred_at > k.as_of)",
 "from fct_events where (occurred_at <= (select as_of from int_contract__as_of)) is true",
 ]:
    e=c.execute("explain select event_id,user_key "+q).fetchall()[0][1]
    print(q); print(re.findall(r'~[\d,]+ rows?',e), re.findall(r'[A-Z_]*JOIN|CROSS_PRODUCT|FILTER',e))
    t=time.time(); c.execute("select count(user_key) "+q).fetchall(); print(time.time()-t)
