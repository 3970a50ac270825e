package org.icecoat.plugin.libvirt;

import java.util.EnumSet;
import java.util.Set;
import org.icecoat.plugin.PluginException;
import org.icecoat.plugin.PluginFault;
import org.libvirt.Error.ErrorNumber;
import org.libvirt.LibvirtException;

/** Turns libvirt's errors into the plug-in's causes. */
final class LibvirtErrors {
  /** Those that mean that the daemon, and not the domain, is the trouble. */
  private static final Set<ErrorNumber> CONNECTION =
      EnumSet.of(
          ErrorNumber.VIR_ERR_NO_CONNECT,
          ErrorNumber.VIR_ERR_INVALID_CONN,
          ErrorNumber.VIR_ERR_RPC,
          ErrorNumber.VIR_ERR_AUTH_FAILED,
          ErrorNumber.VIR_ERR_NO_CLIENT);

  private LibvirtErrors() {}

  static ErrorNumber code(LibvirtException e) {
    return e.getError() == null ? ErrorNumber.VIR_ERR_UNKNOWN : e.getError().getCode();
  }

  static boolean is(LibvirtException e, ErrorNumber number) {
    return code(e) == number;
  }

  static boolean connectionIsLost(LibvirtException e) {
    return CONNECTION.contains(code(e));
  }

  /** The cause is kept for the log; libvirt's own words name paths and stay out of the message. */
  static PluginException failure(String doing, LibvirtException e) {
    return switch (code(e)) {
      case VIR_ERR_NO_DOMAIN ->
          new PluginException(
              PluginFault.VM_NOT_FOUND, "The hypervisor has no such domain: prepare it again", e);
      case VIR_ERR_OPERATION_INVALID ->
          new PluginException(
              PluginFault.WRONG_STATE, "The domain's state does not allow it to " + doing, e);
      default ->
          new PluginException(
              PluginFault.VMM_FAILED,
              "libvirt could not " + doing + " (" + code(e) + "); the node's log says why",
              e);
    };
  }

  static PluginException unreachable(LibvirtException e) {
    return new PluginException(
        PluginFault.VMM_UNREACHABLE,
        "The node's libvirt does not answer; its administrator should look whether it runs",
        e);
  }
}
