package org.icecoat.plugin.attest;

import java.util.List;
import org.icecoat.trust.structure.PublicArea;
import org.icecoat.trust.tpm.EndorsementKey;

/** The keys of the node's TPM, as it gives them. */
public record TpmIdentity(
    List<EndorsementKey> endorsementKeys, PublicArea attestationKey, PublicArea storageKey) {}
