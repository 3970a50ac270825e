package org.icecoat.plugin;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.icecoat.domain.vm.Epoch;

/** A failure of this module. Its message may be shown to a client: it holds no path. */
public final class PluginException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final PluginFault fault;
  private final transient List<SiteReason> reasons;
  private final transient Optional<Epoch> seen;

  public PluginException(PluginFault fault, String message) {
    this(fault, message, null);
  }

  public PluginException(PluginFault fault, String message, Throwable cause) {
    this(fault, message, cause, List.of(), Optional.empty());
  }

  private PluginException(
      PluginFault fault,
      String message,
      Throwable cause,
      List<SiteReason> reasons,
      Optional<Epoch> seen) {
    super(message, cause);
    this.fault = Objects.requireNonNull(fault, "fault");
    this.reasons = List.copyOf(reasons);
    this.seen = seen;
  }

  /** SITE_REFUSED, with a reason for each dataset. */
  public static PluginException refused(List<SiteReason> reasons) {
    String all = String.join("; ", reasons.stream().map(SiteReason::description).toList());
    return new PluginException(
        PluginFault.SITE_REFUSED,
        "The node's site refuses: " + all,
        null,
        reasons,
        Optional.empty());
  }

  /** STALE_EPOCH, with the epoch that the node has seen. */
  public static PluginException stale(Epoch seen) {
    return new PluginException(
        PluginFault.STALE_EPOCH,
        "The node has seen placement " + seen + " of this VM: the order belongs to an older one",
        null,
        List.of(),
        Optional.of(seen));
  }

  public PluginFault fault() {
    return fault;
  }

  public List<SiteReason> reasons() {
    return reasons;
  }

  /** The newest placement that the node knows of; for STALE_EPOCH. */
  public Optional<Epoch> seen() {
    return seen;
  }
}
