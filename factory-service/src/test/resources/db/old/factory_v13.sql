-- A node with a TPM, whose list of files was judged, as version 13 of the schema had it.

insert into node (name, endpoint, dn, enrolled_at, intent, reachable, missed, foreign_domains, capacity_cpus, capacity_memory_mib, capacity_disk_mib)
  values ('node-1', 'https://node-1:8443/plugin', 'CN=node-1,O=Grid', timestamp with time zone '2026-11-23 08:00:00.000008+00', 'READY', true, 0, 0, 8, 8192, 100000);
insert into node_tpm (node, proven, model, attestation_key, enrolled_at, clock, files)
  values ('node-1', '{"tpmClass":"EMULATED","maker":"testing","authorities":[]}', 'made of Java', '00580023000b00050472000000100018000b0003001000205d8d094d2eb1a5562a06e4a2f1e8ba38c08e26307240451bab3294708d48afdc0020eae70dfa2266f00d99c8303a1064ba635ec18c94ad123bf79c4034594ac41a2b', timestamp with time zone '2026-11-23 08:00:00.000009+00', '{"millis":6000,"resetCount":3,"restartCount":0,"safe":true}', '{"position":{"verified":5,"shown":7,"value":"abababababababababababababababababababababababababababababababab"},"policies":[]}');
insert into node_tpm_key (endorsement_key, node, number)
  values ('1111111111111111111111111111111111111111111111111111111111111111', 'node-1', 0);
