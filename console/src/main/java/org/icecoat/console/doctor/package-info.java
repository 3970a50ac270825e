/** {@code icecoat doctor}: looks at everything that a user or a node needs, and gives advice. */
package org.icecoat.console.doctor;
