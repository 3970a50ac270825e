package org.icecoat.trust.cms;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemReader;
import org.icecoat.trust.structure.Octets;

/**
 * CMS SignedData as it was read; nothing is judged but its form.
 *
 * @param document the encapsulated bytes; null if there are none, or they are no plain data
 * @param certificates at most ten, in no order
 */
record CmsEnvelope(
    Octets document, List<SignerInformation> signers, List<X509Certificate> certificates) {
  private static final Set<String> LABELS = Set.of("CMS", "PKCS7");
  private static final int MOST_CERTIFICATES = 10;
  private static final int MOST_SIGNERS = 10;

  /** Not such an envelope. */
  static final class MalformedException extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedException(String message, Throwable cause) {
      super(message, cause);
    }
  }

  static CmsEnvelope read(Octets pem, int longest) throws MalformedException {
    if (pem.length() > longest) {
      throw new MalformedException("larger than %d KiB".formatted(longest >> 10), null);
    }
    try {
      CMSSignedData data = new CMSSignedData(decoded(pem));
      Collection<SignerInformation> signers = data.getSignerInfos().getSigners();
      signers.forEach(SignerInformation::getSignedAttributes);
      Collection<X509CertificateHolder> holders = data.getCertificates().getMatches(null);
      if (holders.size() > MOST_CERTIFICATES || signers.size() > MOST_SIGNERS) {
        throw new MalformedException("too many certificates or signers", null);
      }
      return new CmsEnvelope(document(data), List.copyOf(signers), certificates(holders));
    } catch (CMSException | IOException | CertificateException e) {
      throw new MalformedException("no CMS SignedData", e);
    } catch (IllegalArgumentException
        | IllegalStateException
        | ClassCastException
        | NullPointerException
        | IndexOutOfBoundsException e) {
      throw new MalformedException("no well-formed CMS SignedData", e);
    }
  }

  private static byte[] decoded(Octets pem) throws IOException, MalformedException {
    String text = new String(pem.bytes(), StandardCharsets.ISO_8859_1);
    try (PemReader reader = new PemReader(new StringReader(text))) {
      PemObject object = reader.readPemObject();
      if (object == null || !LABELS.contains(object.getType())) {
        throw new MalformedException("no PEM with BEGIN CMS", null);
      }
      if (reader.readPemObject() != null) {
        throw new MalformedException("more than one PEM object", null);
      }
      return object.getContent();
    }
  }

  private static Octets document(CMSSignedData data) throws IOException, CMSException {
    boolean plain = CMSObjectIdentifiers.data.getId().equals(data.getSignedContentTypeOID());
    if (!plain || data.getSignedContent() == null) {
      return null;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    data.getSignedContent().write(bytes);
    return Octets.of(bytes.toByteArray());
  }

  private static List<X509Certificate> certificates(Collection<X509CertificateHolder> holders)
      throws CertificateException, IOException {
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    List<X509Certificate> certificates = new ArrayList<>();
    for (X509CertificateHolder holder : holders) {
      certificates.add(
          (X509Certificate)
              factory.generateCertificate(new ByteArrayInputStream(holder.getEncoded())));
    }
    return List.copyOf(certificates);
  }

  /**
   * The chain of a signer, leaf first, as far as its certificates are here and without a root,
   * which nobody believes because it is sent; empty if there is none.
   */
  List<X509Certificate> chain(SignerInformation signer) {
    List<X509Certificate> chain = new ArrayList<>();
    X509Certificate next =
        certificates.stream()
            .filter(each -> SignatureCheck.names(signer, each))
            .findFirst()
            .orElse(null);
    while (next != null && !chain.contains(next)) {
      chain.add(next);
      next = issuer(next);
      if (next != null && isRoot(next)) {
        next = null;
      }
    }
    return List.copyOf(chain);
  }

  private static boolean isRoot(X509Certificate certificate) {
    return certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
  }

  private X509Certificate issuer(X509Certificate certificate) {
    return certificates.stream()
        .filter(each -> each.getSubjectX500Principal().equals(certificate.getIssuerX500Principal()))
        .findFirst()
        .orElse(null);
  }
}
