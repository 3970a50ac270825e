package org.icecoat.console.remote;

import java.net.URI;
import org.icecoat.domain.vm.VmId;

/**
 * Where the port types of a factory are. The user names the factory's own endpoint, or only its
 * host and port; VMs and administration are beside it.
 */
record Endpoints(URI factory) {
  private static final String FACTORY = "/factory";

  /** The endpoint of the port type TrustedVmFactory. */
  public URI deployment() {
    return URI.create(base() + FACTORY);
  }

  public URI administration() {
    return URI.create(base() + "/administration");
  }

  /** The plain URL of one VM. */
  public URI vm(VmId id) {
    return URI.create(base() + "/vm/" + id);
  }

  private String base() {
    String text = factory.toString().replaceFirst("/+$", "");
    return text.endsWith(FACTORY) ? text.substring(0, text.length() - FACTORY.length()) : text;
  }

  /** The endpoint of an image store, of which the user may name only host and port. */
  public static URI store(URI named) {
    String text = named.toString().replaceFirst("/+$", "");
    String path = URI.create(text).getPath();
    return URI.create(path.isEmpty() ? text + "/store" : text);
  }

  /** The administration of an image store, beside its own endpoint. */
  public static URI storeAdministration(URI named) {
    return URI.create(store(named).toString() + "-administration");
  }
}
