/** Guests on the testbed's nodes: what is booted here is what the kitchen made. */
package org.icecoat.testbed.guest;
