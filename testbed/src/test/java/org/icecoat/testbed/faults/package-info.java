/** What goes wrong in a real grid, done to one: processes killed, nodes lost, domains destroyed. */
package org.icecoat.testbed.faults;
