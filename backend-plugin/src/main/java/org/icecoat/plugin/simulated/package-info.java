/** A back end without a hypervisor, which can be told to be slow, to fail and to lose events. */
package org.icecoat.plugin.simulated;
