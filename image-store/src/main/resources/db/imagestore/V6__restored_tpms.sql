-- That a node's TPM showed an old state, and when; goes when the node is forgotten.
alter table key_node add column restored varchar(1024);
