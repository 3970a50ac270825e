/**
 * The factory as the verifier of RFC 9334: it enrols the TPMs of nodes, challenges the nodes,
 * judges what they answer, and remembers what came of it.
 */
package org.icecoat.factory.attest;
