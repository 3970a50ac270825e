/** {@code icecoat bench}: the product against its floors, each measured in turn in one run. */
package org.icecoat.testbed.bench;
