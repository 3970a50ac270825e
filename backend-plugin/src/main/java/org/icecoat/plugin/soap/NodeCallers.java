package org.icecoat.plugin.soap;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.function.Predicate;
import org.icecoat.domain.identity.Dn;
import org.icecoat.plugin.PluginException;
import org.icecoat.plugin.PluginFault;
import org.icecoat.trust.proxy.AuthenticatedCaller;
import org.icecoat.trust.proxy.CallerAuthenticator;
import org.icecoat.trust.proxy.CallerVerdict;
import org.icecoat.wsrf.call.CallerRefusedException;
import org.icecoat.wsrf.call.Calls;

/** Who calls the node: its factory by its own host certificate, and nobody else. */
final class NodeCallers {
  private final CallerAuthenticator authenticator;
  private final Predicate<Dn> isFactory;
  private final Calls<AuthenticatedCaller> calls = new Calls<>(this::authenticate);

  NodeCallers(CallerAuthenticator authenticator, Predicate<Dn> isFactory) {
    this.authenticator = authenticator;
    this.isFactory = isFactory;
  }

  Calls<AuthenticatedCaller> calls() {
    return calls;
  }

  /**
   * That the current request is a factory's. A proxy, even of a factory, is not enough: whoever got
   * hold of one must not order VMs.
   */
  void requireFactory() {
    AuthenticatedCaller caller = calls.caller();
    if (caller.byProxy() || !isFactory.test(caller.dn())) {
      throw new PluginException(
          PluginFault.NOT_AUTHORIZED,
          "This node takes orders from its factory alone, by its host certificate");
    }
  }

  private AuthenticatedCaller authenticate(List<X509Certificate> chain)
      throws CallerRefusedException {
    CallerVerdict verdict = authenticator.judge(chain.toArray(X509Certificate[]::new));
    if (verdict instanceof CallerVerdict.Authenticated authenticated) {
      return authenticated.caller();
    }
    throw new CallerRefusedException(((CallerVerdict.Refused) verdict).plain());
  }
}
