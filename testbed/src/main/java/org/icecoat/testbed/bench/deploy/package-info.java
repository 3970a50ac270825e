/** How long it takes from a request for a VM until it has been started. */
package org.icecoat.testbed.bench.deploy;
