/**
 * What guards a log: whether the key that signs its heads, and the counters that its owner raises,
 * lie in a TPM of a maker that is accepted. What it proves, and what not, stands in {@code
 * docs/threat-model.md}.
 */
package org.icecoat.trust.evidence.guard;
