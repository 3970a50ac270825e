package org.icecoat.plugin.event;

import org.icecoat.plugin.order.VmReport;

/**
 * News of a VM.
 *
 * @param sequence grows with each event of the node, also over restarts
 */
public record NodeEvent(long sequence, VmReport report) {}
