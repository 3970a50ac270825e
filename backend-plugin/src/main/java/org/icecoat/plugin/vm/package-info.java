/**
 * The node's VMs: their records on disk, their life on the node from an order to the proof that
 * nothing is left, and what is found again after a restart.
 */
package org.icecoat.plugin.vm;
