-- How much a node's evidence takes is asked at each attestation: from an index alone.

create index kept_evidence_by_size on kept_evidence (node, bytes);
