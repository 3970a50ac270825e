package org.icecoat.plugin.vm;

import org.icecoat.plugin.receipt.NodeReceipts;

/** What the node remembers. */
public record NodeMemory(
    VmRecords records, EpochFence fence, ReportSink reports, NodeReceipts receipts) {}
