package org.icecoat.trust.proxy;

import java.security.cert.X509Certificate;
import java.util.List;

/** Says whether a certificate chain is one of a host that is trusted now, outside of TLS. */
@FunctionalInterface
public interface HostJudge {
  /**
   * All that is wrong; empty if this is a certificate for that host.
   *
   * @param host DNS name or literal address
   * @param chain leaf first
   */
  List<Finding> findings(String host, X509Certificate... chain);
}
