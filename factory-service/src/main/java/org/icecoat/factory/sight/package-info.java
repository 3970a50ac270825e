/** What nodes report of VMs, and what is done about what does not agree with the rows. */
package org.icecoat.factory.sight;
