package org.icecoat.imagestore.catalogue;

import java.util.Optional;
import org.icecoat.trust.structure.PcrSelection;
import org.icecoat.trust.tpm.LoadableObject;

/**
 * The key of a confidential image as it is kept: the store's TPM reveals it.
 *
 * @param object the sealed key
 * @param pcrs those of the policy under which it is sealed
 * @param recovery a copy for the recovery certificate, if one is configured
 * @param bound whether it was sealed with the image's id: what the row says, which proves nothing
 */
public record SealedKey(
    LoadableObject object, PcrSelection pcrs, Optional<RecoveryCopy> recovery, boolean bound) {}
