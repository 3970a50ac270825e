/**
 * What the node's TPM proves of this machine: its keys, quotes, and the log of the components that
 * decide what VMs here can be made to do.
 */
package org.icecoat.plugin.attest;
