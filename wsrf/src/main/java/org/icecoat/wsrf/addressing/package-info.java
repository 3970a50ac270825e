/** Endpoint references of WS-Resources: minted, read, and found in requests. */
package org.icecoat.wsrf.addressing;
