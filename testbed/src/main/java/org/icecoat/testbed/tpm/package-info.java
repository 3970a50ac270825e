/** Software TPMs of hosts, with endorsement keys that a maker of the testbed's own certifies. */
package org.icecoat.testbed.tpm;
