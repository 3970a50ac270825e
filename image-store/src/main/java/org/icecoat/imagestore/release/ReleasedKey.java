package org.icecoat.imagestore.release;

import org.icecoat.trust.structure.ImportableObject;
import org.icecoat.trust.structure.PcrSelection;

/**
 * The key of an image as one TPM alone can take it in, and reveal it as long as it is in that
 * state.
 *
 * @param pcrs those of the policy of the wrapped key
 */
public record ReleasedKey(ImportableObject wrapped, PcrSelection pcrs) {}
