package org.icecoat.testbed.pki;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;

/** A distinguished name in the old form of OpenSSL and Globus, for signing policies. */
final class SlashName {
  private SlashName() {}

  static String of(X500Principal name) {
    return Stream.of(X500Name.getInstance(name.getEncoded()).getRDNs())
        .map(rdn -> text(rdn.getFirst()))
        .collect(Collectors.joining());
  }

  private static String text(AttributeTypeAndValue attribute) {
    return "/"
        + BCStyle.INSTANCE.oidToDisplayName(attribute.getType())
        + "="
        + attribute.getValue();
  }
}
