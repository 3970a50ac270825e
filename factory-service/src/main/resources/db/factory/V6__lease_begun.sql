-- Whether the end of the lease is fixed; that of a VM which waits for its deployment is not.

alter table vm add column lease_begun boolean not null default true;
