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

  PathCheck(X509CertChainValidatorExt validator) {
    this.validator = validator;
  }

  @Override
  public List<Finding> findings(ProxyChain chain) {
    ValidationResult result =
        validator.validate(chain.certificates().toArray(X509Certificate[]::new));
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
