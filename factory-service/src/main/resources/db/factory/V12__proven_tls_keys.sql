-- SHA-256 of the TLS key to which a node's last verified evidence was bound: orders go to no other.
alter table node_tpm add column tls_key char(64);
