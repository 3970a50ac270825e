-- What receipts will say of each placement in which a VM was to start, with the node's part as it
-- was fetched last.

create table vm_run (
  vm_id uuid not null references vm (id) on delete cascade,
  epoch bigint not null,
  run varchar not null,
  ended timestamp with time zone,
  part bytea,
  primary key (vm_id, epoch)
);
