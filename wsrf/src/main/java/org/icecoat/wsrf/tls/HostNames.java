package org.icecoat.wsrf.tls;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

/** The host names of a certificate: RFC 9525, and the common name where there is no other. */
final class HostNames {
  private static final int DNS = 2;
  private static final int IP = 7;

  private HostNames() {}

  static boolean covers(X509Certificate certificate, String host) {
    boolean address = isAddress(host);
    List<String> names = alternative(certificate, address ? IP : DNS);
    if (address) {
      return names.stream().anyMatch(name -> sameAddress(name, host));
    }
    boolean none = names.isEmpty() && alternative(certificate, IP).isEmpty();
    List<String> candidates = none ? commonName(certificate).stream().toList() : names;
    return candidates.stream().anyMatch(name -> matches(lower(name), lower(host)));
  }

  /** All names, for a message. */
  static String of(X509Certificate certificate) {
    List<String> names = alternative(certificate, DNS);
    return names.isEmpty() ? commonName(certificate).orElse("nobody") : String.join(", ", names);
  }

  private static boolean matches(String pattern, String host) {
    if (!pattern.startsWith("*.")) {
      return pattern.equals(host);
    }
    int dot = host.indexOf('.');
    boolean broad = pattern.indexOf('.', 2) < 0;
    return !broad && dot > 0 && host.substring(dot).equals(pattern.substring(1));
  }

  private static List<String> alternative(X509Certificate certificate, int type) {
    try {
      Collection<List<?>> names = certificate.getSubjectAlternativeNames();
      return names == null
          ? List.of()
          : names.stream()
              .filter(name -> Integer.valueOf(type).equals(name.get(0)))
              .map(name -> String.valueOf(name.get(1)))
              .toList();
    } catch (CertificateParsingException e) {
      return List.of();
    }
  }

  private static Optional<String> commonName(X509Certificate certificate) {
    try {
      LdapName name = new LdapName(certificate.getSubjectX500Principal().getName());
      return name.getRdns().stream()
          .filter(rdn -> rdn.getType().equalsIgnoreCase("CN"))
          .reduce((first, last) -> last)
          .map(Rdn::getValue)
          .map(String::valueOf)
          .map(HostNames::withoutService);
    } catch (InvalidNameException e) {
      return Optional.empty();
    }
  }

  /** Grid host certificates may be named {@code host/NAME}. */
  private static String withoutService(String commonName) {
    return commonName.substring(commonName.indexOf('/') + 1);
  }

  /** A literal address: no resolver is asked. */
  private static boolean isAddress(String host) {
    return host.indexOf(':') >= 0 || host.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
  }

  private static boolean sameAddress(String name, String host) {
    try {
      return isAddress(name)
          && Arrays.equals(
              InetAddress.getByName(name).getAddress(), InetAddress.getByName(host).getAddress());
    } catch (UnknownHostException e) {
      return false;
    }
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
