-- Whose log this is: the SHA-256 digest of the signing key. One row, written when the log is begun.
create table image_log_owner (
  log varchar(64) primary key
);

-- The log. Rows are added and never change; the entry is the bytes that are hashed.
create table image_log (
  position bigint primary key,
  image_id varchar(64) not null,
  kind varchar(20) not null,
  entry bytea not null
);

create index image_log_by_image on image_log (image_id);

-- Heads, by the value of the signer's counter. One that is not signed yet is intended.
create table image_log_head (
  counter bigint primary key,
  size bigint not null,
  root varchar(64) not null,
  said_at timestamp(6) with time zone not null,
  protection varchar(10) not null,
  intention bytea not null,
  signature bytea
);
