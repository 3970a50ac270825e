package org.icecoat.trust.tpm;

import java.util.Optional;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PublicArea;

/**
 * An endorsement key (EK): the TPM's identity.
 *
 * @param certificate of the TPM's maker, X.509 in DER as it lies in NV, without padding; not judged
 */
public record EndorsementKey(
    EkTemplate template, PublicArea publicArea, Optional<Octets> certificate) {}
