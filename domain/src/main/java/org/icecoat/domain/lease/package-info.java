/** How long a VM may live, and what happens when its time is over. */
package org.icecoat.domain.lease;
