package org.icecoat.trust.credential;

/** Where the passphrase of an encrypted private key comes from. */
@FunctionalInterface
public interface PassphraseSource {
  /** For services: their keys are not encrypted, and nobody can be asked. */
  PassphraseSource NONE = () -> new char[0];

  /** Asks once; the array is wiped after use. Empty means that there is none. */
  char[] passphrase();
}
