-- Whether the key was sealed together with its image's id. What is sealed decides; this tells where
-- it is worth while to look.
alter table image_key add column bound boolean default false not null;
