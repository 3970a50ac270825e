/** How fast a file is verified against its chunk tree. */
package org.icecoat.testbed.bench.verify;
