package org.icecoat.imagestore.catalogue;

import org.icecoat.domain.digest.Sha256;
import org.icecoat.trust.structure.Octets;

/**
 * A copy of a key that the holder of the recovery key opens.
 *
 * @param certificate digest of the recovery certificate for which it was made
 * @param wrapped RSA-OAEP with SHA-256 (RFC 8017, 7.1)
 */
public record RecoveryCopy(Sha256 certificate, Octets wrapped) {}
