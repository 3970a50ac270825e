alter table example add column more varchar(16);
