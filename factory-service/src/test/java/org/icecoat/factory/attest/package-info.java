/** Nodes with real software TPMs, good and evil. */
package org.icecoat.factory.attest;
