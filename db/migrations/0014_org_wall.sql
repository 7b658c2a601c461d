-- An office above stands for a thousand nodes: hashed once, where "any of an array" was compared one by one per row.
drop policy org_read on org;
create policy org_read on org for select to ybz_app
  using (id in (select unnest(ybz_nodes())) or id in (select unnest(ybz_communities()))
         or id in (select a.node_id from org_above a where a.org_id = any ((select ybz_communities())::uuid[])));
