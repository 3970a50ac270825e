-- That a node's TPM showed an old state, and when; only its removal forgets that.
alter table node_tpm add column restored varchar(1024);
