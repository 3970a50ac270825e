/**
 * Documents with one signature: CMS SignedData (RFC 5652) in PEM with the document inside, so that
 * {@code openssl cms -verify} reads them too. Who may sign what is for others to say.
 */
package org.icecoat.trust.cms;
