package org.icecoat.trust.receipt;

import java.time.Clock;
import java.util.function.Supplier;
import org.icecoat.trust.cms.CmsSigner;
import org.icecoat.trust.credential.PemCredential;
import org.icecoat.trust.structure.Octets;

/** Signs parts of receipts with a host's certificate: CMS SignedData in PEM. */
public final class ReceiptSigner {
  private final CmsSigner signer;
  private final Supplier<PemCredential> host;

  /**
   * A signer.
   *
   * @param host the credential as it is now: {@code keys::current}
   */
  public ReceiptSigner(Supplier<PemCredential> host, Clock clock) {
    this.signer = new CmsSigner(clock);
    this.host = host;
  }

  /**
   * Signs as a node.
   *
   * @throws org.icecoat.trust.TrustException CREDENTIAL_UNREADABLE if the key cannot sign
   */
  public Octets sign(NodePart part) {
    return signer.sign(part.document(), host.get());
  }

  /** Signs as a factory; throws as the other does. */
  public Octets sign(FactoryPart part) {
    return signer.sign(part.document(), host.get());
  }
}
