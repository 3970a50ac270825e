package org.icecoat.trust.proxy;

import eu.emi.security.authn.x509.ValidationError;
import eu.emi.security.authn.x509.ValidationResult;
import eu.emi.security.authn.x509.X509CertChainValidatorExt;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.icecoat.trust.credential.ProxyChain;

/** The path to a trusted CA: signatures, names, revocation, namespaces and proxies, by canl. */
final class PathCheck implements ChainCheck {
  private final X509CertChainValidatorExt validator;
  private final X509CertChainValidatorExt withoutLists;

  /**
   * A check.
   *
   * @param withoutLists judges by the same CAs, and by no revocation lists
   */
  PathCheck(X509CertChainValidatorExt validator, X509CertChainValidatorExt withoutLists) {
    this.validator = validator;
    this.withoutLists = withoutLists;
  }

  @Override
  public List<Finding> findings(ProxyChain chain) {
    ValidationResult result = validated(chain.certificates().toArray(X509Certificate[]::new));
    List<Finding> findings = new ArrayList<>();
    for (ValidationError error : result.getErrors()) {
      findings.add(
          new Finding(
              reason(error), Math.max(Finding.WHOLE_CHAIN, error.getPosition()), text(error)));
    }
    if (findings.isEmpty() && !result.getUnresolvedCriticalExtensions().isEmpty()) {
      findings.add(
          whole(
              RefusalReason.CRITICAL_EXTENSION,
              "unknown critical extensions " + result.getUnresolvedCriticalExtensions()));
    }
    if (findings.isEmpty() && !result.isValid()) {
      findings.add(whole(RefusalReason.UNTRUSTED, "the validator gave no reason"));
    }
    return findings;
  }

  /**
   * A chain whose CA has the name of a trusted one and another key has no anchor, and canl (2.8.3)
   * then breaks on the trusted one's list. What is wrong is told without lists; such a chain is
   * refused in any case.
   */
  private ValidationResult validated(X509Certificate[] chain) {
    try {
      return validator.validate(chain);
    } catch (RuntimeException e) {
      ValidationResult result = withoutLists.validate(chain);
      if (result.isValid()) {
        throw e;
      }
      return result;
    }
  }

  private static Finding whole(RefusalReason reason, String detail) {
    return new Finding(reason, Finding.WHOLE_CHAIN, detail);
  }

  private static String text(ValidationError error) {
    return error.getErrorCode() + ": " + error.getMessage();
  }

  private static RefusalReason reason(ValidationError error) {
    return switch (error.getErrorCode()) {
      case certificateExpired -> RefusalReason.EXPIRED;
      case certificateNotYetValid -> RefusalReason.NOT_YET_VALID;
      case certRevoked, ocspCertRevoked -> RefusalReason.REVOKED;
      case signatureNotVerified -> RefusalReason.BAD_SIGNATURE;
      case noTrustAnchorFound,
          trustButInvalidCert,
          conflictingTrustAnchors,
          noIssuerPublicKey,
          rootKeyIsValidButNotATrustAnchor,
          trustKeyUsage ->
          RefusalReason.UNKNOWN_CA;
      case nsUndefinedAndRequired -> RefusalReason.NO_NAMESPACE_POLICY;
      case proxyLength -> RefusalReason.PROXY_PATH_TOO_LONG;
      case proxyNoIssuer -> RefusalReason.EEC_MISSING;
      case proxyEECInChain,
          proxyIssuedByCa,
          noCACert,
          noCertSign,
          certWrongIssuer,
          noBasicConstraints,
          pathLenghtExtended,
          invalidCertificatePath ->
          RefusalReason.WRONG_ISSUER;
      case unknownCriticalExt, unknownCriticalExts -> RefusalReason.CRITICAL_EXTENSION;
      case inputError, emptyCertPath, pubKeyError, errorProcesingBC, criticalExtensionError ->
          RefusalReason.MALFORMED;
      default -> reasonByCategory(error);
    };
  }

  private static RefusalReason reasonByCategory(ValidationError error) {
    return switch (error.getErrorCategory()) {
      case NAMESPACE, NAME_CONSTRAINT -> RefusalReason.NAMESPACE_VIOLATION;
      case CRL, OCSP -> RefusalReason.NO_CRL;
      case INCONSISTENT_PROXY_CHAIN, INVALID_PROXY_CERT -> RefusalReason.PROXY_MALFORMED;
      case GENERAL_INPUT -> RefusalReason.MALFORMED;
      default -> RefusalReason.UNTRUSTED;
    };
  }
}
