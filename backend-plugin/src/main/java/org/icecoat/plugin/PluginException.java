package org.icecoat.plugin;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.icecoat.domain.vm.Epoch;
import org.icecoat.domain.vm.VmState;

/** A failure of this module. Its message may be shown to a client: it holds no path. */
public final class PluginException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final PluginFault fault;
  private final transient List<SiteReason> reasons;
  private final transient Optional<Epoch> seen;
  private final transient Optional<VmState> state;

  public PluginException(PluginFault fault, String message) {
    this(fault, message, null);
  }

  public PluginException(PluginFault fault, String message, Throwable cause) {
    this(fault, message, cause, List.of(), Optional.empty(), Optional.empty());
  }

  private PluginException(
      PluginFault fault,
      String message,
      Throwable cause,
      List<SiteReason> reasons,
      Optional<Epoch> seen,
      Optional<VmState> state) {
    super(message, cause);
    this.fault = Objects.requireNonNull(fault, "fault");
    this.reasons = List.copyOf(reasons);
    this.seen = seen;
    this.state = state;
  }

  /** SITE_REFUSED, with a reason for each dataset. */
  public static PluginException refused(List<SiteReason> reasons) {
    String all = String.join("; ", reasons.stream().map(SiteReason::told).toList());
    return new PluginException(
        PluginFault.SITE_REFUSED,
        "The node's site refuses: " + all,
        null,
        reasons,
        Optional.empty(),
        Optional.empty());
  }

  /** STALE_EPOCH, with the epoch that the node has seen. */
  public static PluginException stale(Epoch seen) {
    return new PluginException(
        PluginFault.STALE_EPOCH,
        "The node has seen placement " + seen + " of this VM: the order belongs to an older one",
        null,
        List.of(),
        Optional.of(seen),
        Optional.empty());
  }

  /** The same, of a VM that is in this state. */
  public PluginException in(VmState current) {
    return new PluginException(fault, getMessage(), this, reasons, seen, Optional.of(current));
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

  /** What the VM is doing; for WRONG_STATE, where the node knows it. */
  public Optional<VmState> state() {
    return state;
  }
}
