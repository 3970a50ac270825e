/** How long it takes from the order to attest a node until it has been judged. */
package org.icecoat.testbed.bench.attest;
