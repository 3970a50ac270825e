/** A VM as a row: what is desired, what was observed, and how an event changes both. */
package org.icecoat.factory.vm;
