/**
 * Deployment receipts: what a node signs of a VM that it ran, and what the factory signs of the
 * deployment, around it. Each part is text of one line a field in CMS SignedData, by the key of the
 * host's certificate, so that people read it with {@code openssl cms -verify}. A signature says who
 * stated something; that it was so, it does not say.
 */
package org.icecoat.trust.receipt;
