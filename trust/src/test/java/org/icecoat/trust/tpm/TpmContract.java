package org.icecoat.trust.tpm;

/**
 * What every TPM behind the port does. The machine is the same for all facts, and its PCRs are
 * changed by them: 15 belongs to the facts of sealing, 13 to those of binding, 14 to those of
 * extending.
 */
interface TpmContract
    extends KeysContract, BindingContract, PcrContract, SealingContract, CounterContract {}
