package org.icecoat.wsrf.server;

import org.apache.cxf.logging.FaultListener;
import org.apache.cxf.message.Message;

/** Keeps CXF from logging a stack trace for each fault that a client earns. */
final class QuietFaults implements FaultListener {
  @Override
  public boolean faultOccurred(Exception exception, String description, Message message) {
    return false;
  }
}
