package org.icecoat.imagestore.catalogue;

import org.icecoat.trust.structure.PcrSelection;
import org.icecoat.trust.tpm.LoadableObject;

/**
 * The key of a confidential image as it is kept: only the store's TPM reveals it.
 *
 * @param object the sealed key
 * @param pcrs those of the policy under which it is sealed
 */
public record SealedKey(LoadableObject object, PcrSelection pcrs) {}
