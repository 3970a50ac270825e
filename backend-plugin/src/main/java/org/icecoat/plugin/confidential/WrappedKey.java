package org.icecoat.plugin.confidential;

import org.icecoat.trust.structure.ImportableObject;
import org.icecoat.trust.structure.PcrSelection;

/**
 * A key as a store gives it: for this node's TPM, in the state that it proved.
 *
 * @param pcrs those of the policy of the key
 */
public record WrappedKey(ImportableObject object, PcrSelection pcrs) {}
