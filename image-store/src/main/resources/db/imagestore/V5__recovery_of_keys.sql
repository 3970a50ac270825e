-- A copy of the key for the recovery certificate of that digest; null: none was configured then.
alter table image_key add column recovery bytea;
alter table image_key add column recovery_for varchar(64);
