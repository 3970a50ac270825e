-- The last head of the image store's log that a factory accepted: a log that goes back or forks is
-- noticed by all factories on this database, after a restart too.

create table store_log (
  log char(64) primary key,
  head varchar(8192) not null
);
