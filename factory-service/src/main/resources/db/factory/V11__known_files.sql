-- How far the list of files that a node's kernel keeps was judged, and by which policies; without
-- it a list is judged from its first line.
alter table node_tpm add column files varchar;
