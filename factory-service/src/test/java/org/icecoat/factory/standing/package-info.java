/** Trust as a lease, with nodes that prove themselves by TPMs made of Java. */
package org.icecoat.factory.standing;
