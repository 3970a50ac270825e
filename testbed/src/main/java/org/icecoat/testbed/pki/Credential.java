package org.icecoat.testbed.pki;

import java.math.BigInteger;
import java.nio.file.Path;
import javax.security.auth.x500.X500Principal;

/**
 * A certificate and its private key, as files.
 *
 * @param subject whom it names
 * @param serial its number at its authority
 * @param certificate PEM
 * @param key PEM, PKCS#8 without a passphrase, readable by its owner alone
 */
public record Credential(X500Principal subject, BigInteger serial, Path certificate, Path key) {

  /** The subject as grid tools write it: {@code /DC=test/DC=grid/CN=Grid User}. */
  public String slashName() {
    return SlashName.of(subject);
  }
}
