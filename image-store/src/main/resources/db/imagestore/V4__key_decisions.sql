-- Refusals stand in the journal of keys too, with their reasons, one a line; null: released.
alter table key_release add column reasons varchar;
alter table key_release alter column evidence drop not null;
alter table key_release alter column policy drop not null;

create index key_release_by_image on key_release (image_id, number);
create index key_release_by_dn on key_release (dn, number);
