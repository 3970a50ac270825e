/**
 * Signed policies: CMS SignedData (RFC 5652) in PEM with the document inside, so that {@code
 * openssl cms -verify} reads them too; who may sign them; and which versions are in force.
 */
package org.icecoat.trust.policy.signature;
