package org.icecoat.testbed.pki;

import java.io.IOException;
import java.util.regex.Pattern;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.icecoat.testbed.fault.TestbedException;
import org.icecoat.testbed.fault.TestbedFault;

/** The names that the authority gives. */
final class Subjects {
  /** What all of them begin with, in the slash form. */
  static final String PREFIX = "/DC=test/DC=grid";

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9 .-]{0,62}");

  private Subjects() {}

  static X500Principal of(String commonName) {
    if (!NAME.matcher(commonName).matches()) {
      throw new IllegalArgumentException(
          "A common name has 1 to 63 letters, digits, blanks, dots and hyphens");
    }
    X500Name name =
        new X500NameBuilder(BCStyle.INSTANCE)
            .addRDN(BCStyle.DC, "test")
            .addRDN(BCStyle.DC, "grid")
            .addRDN(BCStyle.CN, commonName)
            .build();
    try {
      return new X500Principal(name.getEncoded());
    } catch (IOException e) {
      throw new TestbedException(TestbedFault.CRYPTO_FAILED, "Cannot encode " + commonName, e);
    }
  }
}
