/** How many resource properties a second are read over mutual TLS. */
package org.icecoat.testbed.bench.property;
