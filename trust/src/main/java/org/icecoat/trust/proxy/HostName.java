package org.icecoat.trust.proxy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.bouncycastle.util.IPAddress;

/**
 * Whether a certificate is for a host: RFC 9525. Only subject alternative names count, never the
 * common name; a wildcard is the whole left-most label and has two labels or more behind it. (canl
 * takes common names, and wildcards anywhere.)
 */
final class HostName {
  private static final int DNS = 2;
  private static final int IP = 7;

  private HostName() {}

  static boolean matches(String host, X509Certificate certificate) {
    Collection<List<?>> names = alternativeNames(certificate);
    boolean address = IPAddress.isValid(host);
    return names.stream()
        .filter(name -> name.get(0).equals(address ? IP : DNS))
        .map(name -> (String) name.get(1))
        .anyMatch(name -> address ? sameAddress(name, host) : sameName(name, host));
  }

  private static Collection<List<?>> alternativeNames(X509Certificate certificate) {
    try {
      Collection<List<?>> names = certificate.getSubjectAlternativeNames();
      return names == null ? List.of() : names;
    } catch (CertificateParsingException e) {
      return List.of();
    }
  }

  private static boolean sameName(String pattern, String host) {
    String name = pattern.toLowerCase(Locale.ROOT);
    String wanted = host.toLowerCase(Locale.ROOT);
    if (!name.startsWith("*.")) {
      return name.equals(wanted);
    }
    String parent = name.substring(1);
    int dot = wanted.indexOf('.');
    return parent.indexOf('*') < 0
        && parent.indexOf('.', 1) > 0
        && dot > 0
        && wanted.substring(dot).equals(parent);
  }

  /** Both are literal addresses, so that nothing is looked up. */
  private static boolean sameAddress(String one, String other) {
    try {
      return IPAddress.isValid(one)
          && Arrays.equals(
              InetAddress.getByName(one).getAddress(), InetAddress.getByName(other).getAddress());
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
