/**
 * The keys of confidential images and of their VMs' disks on this node: asked of the store by what
 * the node's TPM proves, kept sealed by it, and open only while a disk is made or a VM starts.
 */
package org.icecoat.plugin.confidential;
