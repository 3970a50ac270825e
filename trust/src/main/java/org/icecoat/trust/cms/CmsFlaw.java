package org.icecoat.trust.cms;

import java.util.Objects;

/**
 * One thing that is wrong with a signed document, whoever signed it.
 *
 * @param detail may be empty
 */
public record CmsFlaw(Kind kind, String detail) {
  /** One constant a check. */
  public enum Kind {
    /** It is no CMS SignedData in PEM. */
    MALFORMED,
    /** The signature does not hold the document. */
    NO_DOCUMENT,
    NOT_ONE_SIGNER,
    CERTIFICATE_MISSING,
    ALGORITHM_WEAK,
    SIGNATURE_WRONG,
    /** By its key usage the certificate is for something else. */
    SIGNER_NOT_SIGNING,
    TIME_MISSING,
    TIME_OUTSIDE_CERTIFICATE,
    SIGNED_IN_FUTURE
  }

  public CmsFlaw {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(detail, "detail");
  }
}
