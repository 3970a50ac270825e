/** The shape of the code: who may know whom, and how large its parts may be. */
package org.icecoat.testbed.architecture;
