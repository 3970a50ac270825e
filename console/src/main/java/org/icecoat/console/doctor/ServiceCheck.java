package org.icecoat.console.doctor;

import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import javax.xml.namespace.QName;
import org.icecoat.console.command.Session;
import org.icecoat.console.failure.ConsoleException;
import org.icecoat.console.remote.Patience;
import org.icecoat.console.remote.Remote;
import org.icecoat.wire.oasis.rp.GetResourcePropertyResponse;

/** One service: its name, its port, TLS with the user's credential, an answer, its clock. */
final class ServiceCheck implements Check {
  private static final QName FACTORY_VERSION =
      new QName("http://icecoat.org/2026/11/factory", "Version");
  private static final QName STORE_VERSION =
      new QName("http://icecoat.org/2026/11/store", "Version");

  private final String name;
  private final Supplier<URI> url;
  private final Callable<GetResourcePropertyResponse> version;

  private ServiceCheck(
      String name, Supplier<URI> url, Callable<GetResourcePropertyResponse> version) {
    this.name = name;
    this.url = url;
    this.version = version;
  }

  static ServiceCheck ofFactory(Session session) {
    return new ServiceCheck(
        "factory",
        () -> session.settings().factory(),
        () -> session.services().factory(Patience.BRIEF).getResourceProperty(FACTORY_VERSION));
  }

  static ServiceCheck ofStore(Session session) {
    return new ServiceCheck(
        "store",
        () -> session.settings().store(),
        () -> session.services().store(Patience.BRIEF).getResourceProperty(STORE_VERSION));
  }

  @Override
  public List<Finding> findings() {
    URI address;
    try {
      address = url.get();
    } catch (ConsoleException e) {
      return List.of();
    }
    List<Finding> findings = new ArrayList<>();
    if (new InetSocketAddress(address.getHost(), port(address)).isUnresolved()) {
      findings.add(
          Finding.fail(
              name + "-host",
              "The host " + address.getHost() + " is not known",
              "Check the URL's spelling, and your network"));
      return findings;
    }
    findings.add(Finding.ok(name + "-host", address.getHost() + " is known"));
    findings.add(answer());
    return findings;
  }

  private static int port(URI address) {
    return address.getPort() < 0 ? 443 : address.getPort();
  }

  /** The call covers port, TLS, the host's name in its certificate, and the user's credential. */
  private Finding answer() {
    String check = name + "-answer";
    try {
      Remote.call(version);
      return Finding.ok(check, "It answers, and accepts your credential");
    } catch (ConsoleException e) {
      String advice =
          switch (e.fault()) {
            case LOGIN_NEEDED -> "See the checks of proxy and CAs above";
            case UNAVAILABLE -> "Check the URL; if it is right, tell the site";
            default -> "Tell the site";
          };
      return Finding.fail(check, e.getMessage(), advice);
    }
  }
}
