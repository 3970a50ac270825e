-- One script for H2 (MODE=PostgreSQL) and PostgreSQL. Structured parts that no query looks into are
-- JSON in varchar columns; what is computed from rows (room, quotas, leases) has columns of its own.

create table node (
  name varchar(127) primary key,
  endpoint varchar(2048) not null,
  dn varchar(4096) not null,
  enrolled_at timestamp with time zone not null,
  intent varchar(16) not null,
  why varchar(1024),
  reachable boolean not null,
  missed integer not null,
  heard_at timestamp with time zone,
  description varchar,
  foreign_domains integer not null,
  capacity_cpus bigint not null,
  capacity_memory_mib bigint not null,
  capacity_disk_mib bigint not null
);

create table vm (
  id uuid primary key,
  version bigint not null,
  owner varchar(4096) not null,
  owner_key char(64) not null,
  owner_vos varchar not null,
  request varchar not null,
  created_at timestamp with time zone not null,
  name varchar(63) not null,
  resources varchar not null,
  lease varchar not null,
  lease_end timestamp with time zone not null,
  warned boolean not null,
  state varchar(16) not null,
  desired varchar(16) not null,
  state_since timestamp with time zone not null,
  failure varchar,
  image varchar,
  node varchar(127),
  epoch bigint not null,
  started boolean not null,
  avoided varchar not null,
  report varchar,
  drive varchar not null,
  demand_cpus bigint not null,
  demand_memory_mib bigint not null,
  demand_disk_mib bigint not null
);
create index vm_by_owner on vm (owner_key, created_at);
create index vm_by_node on vm (node, state);
create index vm_by_state on vm (state, state_since);
create index vm_by_age on vm (created_at);

create table vm_history (
  vm_id uuid not null references vm (id) on delete cascade,
  vm_version bigint not null,
  ordinal integer not null,
  happened_at timestamp with time zone not null,
  state varchar(16) not null,
  event varchar(127) not null,
  description varchar(1024),
  primary key (vm_id, vm_version, ordinal)
);

create table client_token (
  owner_key char(64) not null,
  token varchar(128) not null,
  request_digest char(64) not null,
  vm_id uuid not null references vm (id) on delete cascade,
  primary key (owner_key, token)
);
create index client_token_by_vm on client_token (vm_id);

-- One row an owner: locked while a quota is computed, so that two requests cannot both fit.
create table owner (
  owner_key char(64) primary key
);

-- The archive of an application, in pieces of 1 MiB, so that any factory reaches it.
create table archive_piece (
  vm_id uuid not null references vm (id) on delete cascade,
  ordinal integer not null,
  content bytea not null,
  primary key (vm_id, ordinal)
);

-- The table of db-scheduler.
create table scheduled_tasks (
  task_name varchar(100) not null,
  task_instance varchar(140) not null,
  task_data bytea,
  execution_time timestamp with time zone not null,
  picked boolean not null,
  picked_by varchar(50),
  last_success timestamp with time zone,
  last_failure timestamp with time zone,
  consecutive_failures integer,
  last_heartbeat timestamp with time zone,
  version bigint not null,
  priority smallint,
  primary key (task_name, task_instance)
);
create index scheduled_tasks_by_time on scheduled_tasks (execution_time);
create index scheduled_tasks_by_heartbeat on scheduled_tasks (last_heartbeat);
