-- Placements on nodes that were removed because they never come back. Nobody knows how such a placement
-- ended; should its host come back, what it has of it is told, and neither taken over nor destroyed.

create table lost_placement (
  vm_id uuid not null references vm (id) on delete cascade,
  epoch bigint not null,
  node varchar(127) not null,
  lost_at timestamp with time zone not null,
  why varchar(1024) not null,
  primary key (vm_id, epoch)
);
