/** What owners and administrators order of VMs: the wish is written down, the work follows. */
package org.icecoat.factory.order;
