-- The evidence that results, changes of trust and receipts name, by its digest. Bytes lie apart, so
-- that a search for what nobody names any more does not read them. A node may be gone before its
-- VMs are forgotten.

create table kept_evidence (
  node varchar(127) not null,
  digest char(64) not null,
  kept_at timestamp with time zone not null,
  bytes bigint not null,
  primary key (node, digest)
);
create index kept_evidence_by_digest on kept_evidence (digest);

create table kept_evidence_content (
  node varchar(127) not null,
  digest char(64) not null,
  content bytea not null,
  primary key (node, digest),
  foreign key (node, digest) references kept_evidence (node, digest) on delete cascade
);

alter table node_tpm drop column evidence;
alter table node_trust add column evidence char(64);
alter table node_trust_change add column evidence char(64);
alter table vm_run add column evidence char(64);
create index node_trust_by_evidence on node_trust (evidence);
create index node_trust_change_by_evidence on node_trust_change (evidence);
create index vm_run_by_evidence on vm_run (evidence);
