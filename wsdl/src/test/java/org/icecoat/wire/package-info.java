/** The contracts as they are: messages of each operation, and what their schemas allow. */
package org.icecoat.wire;
