/**
 * What a node proves of one VM, to the VM's owner: a quote that is bound to his own nonce and to
 * the node's statement of the VM. Attester and verifier share the statement's form.
 */
package org.icecoat.trust.evidence.vm;
