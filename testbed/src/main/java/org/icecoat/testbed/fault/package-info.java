/** What can go wrong in a testbed. */
package org.icecoat.testbed.fault;
