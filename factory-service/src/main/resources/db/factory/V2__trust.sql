-- What nodes prove by their TPMs. The column trust is the last result, read with the node.

alter table node add column trust varchar;

create table node_tpm (
  node varchar(127) primary key references node (name) on delete cascade,
  proven varchar not null,
  model varchar(1024) not null,
  attestation_key varchar(16384) not null,
  enrolled_at timestamp with time zone not null,
  clock varchar(256),
  evidence bytea
);

-- One TPM is of one node, whichever of its endorsement keys it shows.
create table node_tpm_key (
  endorsement_key char(64) primary key,
  node varchar(127) not null references node_tpm (node) on delete cascade,
  number integer not null
);

-- The appraisal policies in force: a version that was rolled back is noticed after a restart too.
create table trust_policy (
  name varchar(63) not null,
  version integer not null,
  digest char(64) not null,
  ends timestamp with time zone,
  pem varchar not null,
  primary key (name, version)
);
