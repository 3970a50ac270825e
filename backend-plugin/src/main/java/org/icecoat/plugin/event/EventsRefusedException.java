package org.icecoat.plugin.event;

import java.io.IOException;

/** The factory will never take these events together: one of them is not as its schema wants it. */
public final class EventsRefusedException extends IOException {
  private static final long serialVersionUID = 1L;

  public EventsRefusedException(String message, Throwable cause) {
    super(message, cause);
  }
}
