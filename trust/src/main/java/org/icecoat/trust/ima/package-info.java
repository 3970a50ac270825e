/**
 * The list of files that the kernel measured (Linux IMA), in its ASCII form, and how it leads to
 * PCR 10. Only {@code VerifiedImaLog} is proven.
 */
package org.icecoat.trust.ima;
