-- Manifests. A row never changes, but for its retirement; its id is the digest of the rest.
create table image (
  id varchar(64) primary key,
  kind varchar(20) not null,
  name varchar(127) not null,
  version varchar(127) not null,
  summary varchar(1024) not null,
  architecture varchar(127) not null,
  format varchar(20) not null,
  system_name varchar(127),
  system_version varchar(127),
  boot varchar(20),
  kernel_id varchar(64) references image (id),
  ramdisk_id varchar(64) references image (id),
  command_line varchar(1024),
  least_memory_mib integer,
  root varchar(64) not null,
  bytes bigint not null,
  virtual_mib bigint,
  registered_at timestamp(6) with time zone not null,
  registered_by varchar(4096) not null,
  retired_at timestamp(6) with time zone,
  retired_by varchar(4096),
  retired_why varchar(1024)
);

create index image_by_age on image (registered_at desc, id);
create index image_by_root on image (root);

create table image_component (
  image_id varchar(64) not null references image (id),
  name varchar(127) not null,
  version varchar(127) not null,
  primary key (image_id, name)
);
