/** Failures: causes that services name, and faults that follow WS-BaseFaults 1.2. */
package org.icecoat.wsrf.fault;
