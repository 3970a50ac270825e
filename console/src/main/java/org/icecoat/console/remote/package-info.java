/**
 * The services, over the generated stubs: calls, their faults in plain words, VMs found by name.
 */
package org.icecoat.console.remote;
