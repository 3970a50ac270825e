package org.icecoat.plugin.vm;

/** What the node remembers. */
public record NodeMemory(VmRecords records, EpochFence fence, ReportSink reports) {}
