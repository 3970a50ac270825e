/**
 * Disks that leave the store encrypted only, and their keys, which the store's TPM seals to the
 * state of its machine.
 */
package org.icecoat.imagestore.confidential;
