create table example (id uuid primary key, name varchar(64) not null, at timestamp(6) with time zone);
