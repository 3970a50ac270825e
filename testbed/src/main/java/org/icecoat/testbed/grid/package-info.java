/** A whole grid on one machine, from the installed product: store, factory, nodes, people. */
package org.icecoat.testbed.grid;
