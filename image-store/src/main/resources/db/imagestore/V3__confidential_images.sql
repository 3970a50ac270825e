-- Keys of confidential images, sealed by the store's TPM: to have the row is not to have the key.
create table image_key (
  image_id varchar(64) primary key,
  sealed bytea not null,
  pcrs varchar(127) not null
);

-- Which certificate, name and TPM belong together, and the TPM's clock, as of the last release.
create table key_node (
  name varchar(127) primary key,
  dn varchar(4096) not null,
  clock_millis bigint not null,
  resets bigint not null,
  restarts bigint not null,
  clock_safe boolean not null
);

create table key_node_tpm (
  endorsement_key varchar(80) primary key,
  node varchar(127) not null references key_node (name) on delete cascade
);

-- The journal of keys that nodes have got. Rows are added and never change.
create table key_release (
  number bigint generated always as identity primary key,
  released_at timestamp(6) with time zone not null,
  image_id varchar(64) not null,
  node varchar(127) not null,
  dn varchar(4096) not null,
  evidence varchar(64) not null,
  policy varchar(255) not null
);

-- The appraisal policies in force, so that no old version comes back with an old file.
create table trust_policy (
  name varchar(63) not null,
  version integer not null,
  digest char(64) not null,
  ends timestamp with time zone,
  pem varchar not null,
  primary key (name, version)
);
