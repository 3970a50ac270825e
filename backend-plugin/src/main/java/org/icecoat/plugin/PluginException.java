package org.icecoat.plugin;

import java.util.Objects;

/** A failure of this module. Its message may be shown to a client: it holds no path. */
public final class PluginException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final PluginFault fault;

  public PluginException(PluginFault fault, String message) {
    this(fault, message, null);
  }

  public PluginException(PluginFault fault, String message, Throwable cause) {
    super(message, cause);
    this.fault = Objects.requireNonNull(fault, "fault");
  }

  public PluginFault fault() {
    return fault;
  }
}
