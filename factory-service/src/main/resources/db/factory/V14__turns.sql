-- Which of two attestations of a node was asked for later is counted, so that a clock that is set
-- back changes nothing of it.

create sequence attestation_turn;
alter table node_trust add column turn bigint not null default 0;
