package org.icecoat.trust.cms;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.cms.SignerInformation;
import org.icecoat.trust.structure.Octets;

/**
 * A signed document as somebody brought it, with all that is wrong with its signature. Whether the
 * signer is anybody is for the reader to judge, by the chain.
 *
 * @param signed the document with its signer; empty if there is no use in looking further
 * @param flaws empty if the signature is right
 */
public record CmsReading(Optional<Signed> signed, List<CmsFlaw> flaws) {
  /**
   * A document and the certificate that the signature is checked against.
   *
   * @param chain leaf first, not empty, without a root
   * @param at when, as the signer says; null with a flaw
   */
  public record Signed(Octets document, List<X509Certificate> chain, Instant at) {
    public Signed {
      chain = List.copyOf(chain);
    }

    public X509Certificate leaf() {
      return chain.get(0);
    }

    public X509Certificate[] certificates() {
      return chain.toArray(X509Certificate[]::new);
    }
  }

  public CmsReading {
    flaws = List.copyOf(flaws);
  }

  /**
   * Reads a document with exactly one signer.
   *
   * @param pem CMS SignedData (RFC 5652)
   * @param longest number of bytes that are looked at
   */
  public static CmsReading of(Octets pem, int longest, Instant now) {
    CmsEnvelope envelope;
    try {
      envelope = CmsEnvelope.read(pem, longest);
    } catch (CmsEnvelope.MalformedException e) {
      return useless(CmsFlaw.Kind.MALFORMED, e.getMessage());
    }
    if (envelope.document() == null) {
      return useless(CmsFlaw.Kind.NO_DOCUMENT, "");
    }
    if (envelope.signers().size() != 1) {
      return useless(CmsFlaw.Kind.NOT_ONE_SIGNER, envelope.signers().size() + " signers");
    }
    SignerInformation signer = envelope.signers().get(0);
    List<X509Certificate> chain = envelope.chain(signer);
    if (chain.isEmpty()) {
      return useless(CmsFlaw.Kind.CERTIFICATE_MISSING, "");
    }
    List<CmsFlaw> found = new ArrayList<>();
    SignatureCheck.judge(signer, chain.get(0), found);
    Instant at = SignatureCheck.time(signer, chain.get(0), now, found);
    return new CmsReading(Optional.of(new Signed(envelope.document(), chain, at)), found);
  }

  private static CmsReading useless(CmsFlaw.Kind kind, String detail) {
    return new CmsReading(Optional.empty(), List.of(new CmsFlaw(kind, detail)));
  }
}
