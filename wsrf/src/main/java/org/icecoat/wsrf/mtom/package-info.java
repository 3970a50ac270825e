/**
 * Reads MTOM messages (multipart/related, RFC 2387 and RFC 2046) as they arrive: strictly, so that
 * a message that ends early is noticed, and looking at few of their bytes, where CXF's own reader
 * looks at each and accepts what ends early.
 */
package org.icecoat.wsrf.mtom;
