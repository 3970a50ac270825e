/** Doubles of the services and of the terminal. */
package org.icecoat.console.testing;
