package org.icecoat.plugin.vm;

import org.icecoat.plugin.order.VmReport;

/** Takes what is new of a VM; durable when the call returns. */
@FunctionalInterface
public interface ReportSink {
  void publish(VmReport report);
}
