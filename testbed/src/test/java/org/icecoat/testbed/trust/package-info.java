/** The whole chain of trust on real peers: TPMs, plug-ins, image store, factory, command line. */
package org.icecoat.testbed.trust;
