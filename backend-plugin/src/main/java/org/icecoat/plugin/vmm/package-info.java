/**
 * The port to a virtual-machine monitor, in typed values: what a VM is, what can be done with it,
 * and what becomes of it. A back end implements {@code Vmm} and passes its contract kit.
 */
package org.icecoat.plugin.vmm;
