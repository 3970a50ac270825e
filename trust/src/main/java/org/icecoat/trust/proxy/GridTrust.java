package org.icecoat.trust.proxy;

import eu.emi.security.authn.x509.CrlCheckingMode;
import eu.emi.security.authn.x509.NamespaceCheckingMode;
import eu.emi.security.authn.x509.OCSPCheckingMode;
import eu.emi.security.authn.x509.OCSPParametes;
import eu.emi.security.authn.x509.ProxySupport;
import eu.emi.security.authn.x509.RevocationParameters;
import eu.emi.security.authn.x509.X509CertChainValidatorExt;
import eu.emi.security.authn.x509.impl.OpensslCertChainValidator;
import eu.emi.security.authn.x509.impl.ValidatorParams;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import javax.net.ssl.X509ExtendedTrustManager;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.TrustFault;

/** The CAs that a process trusts, opened once for its life; files that change are read again. */
public final class GridTrust implements AutoCloseable {
  private static final boolean OPENSSL_1_HASHES = true;
  private static final boolean LAZY = true;

  private final OpensslCertChainValidator validator;
  private final OpensslCertChainValidator withoutLists;
  private final CallerAuthenticator callers;
  private final HostTrust hosts;

  private GridTrust(TrustAnchors anchors, Clock clock) {
    this.validator = validator(anchors, crls(anchors.crls()));
    this.withoutLists = validator(anchors, CrlCheckingMode.IGNORE);
    CallerRules rules = anchors.callers();
    PathCheck path = new PathCheck(validator, withoutLists);
    ValidityCheck validity = new ValidityCheck(clock);
    StrengthCheck strength = new StrengthCheck();
    this.callers =
        new CallerAuthenticator(
            new ChainJudge(
                rules.longestChain(),
                List.of(path, new LinkCheck(), validity, strength, new CallerCheck(rules))),
            voms(anchors, validator, clock),
            clock,
            rules.verdictsKept());
    this.hosts =
        new HostTrust(
            new ChainJudge(
                rules.longestChain(), List.of(path, validity, strength, new HostCheck())));
  }

  /**
   * Opens the directories.
   *
   * @throws TrustException TRUST_ANCHORS_UNREADABLE, if one is missing or holds no CA
   */
  public static GridTrust open(TrustAnchors anchors, Clock clock) {
    requireAuthorities(anchors.directory());
    if (anchors.vomsDirectory() != null && !Files.isDirectory(anchors.vomsDirectory())) {
      throw unreadable(
          anchors.vomsDirectory() + " is no directory: it should hold <vo>/<host>.lsc");
    }
    return new GridTrust(anchors, clock);
  }

  /** Says who sent a request. */
  public CallerAuthenticator callers() {
    return callers;
  }

  /**
   * For servers that ask {@link #callers()} of each request: the handshake itself refuses nobody
   * who has the key of the certificate that he shows.
   */
  public X509ExtendedTrustManager forServers() {
    return new CallerTrust();
  }

  /** For clients: accepts hosts with a certificate for the name that was called. */
  public X509ExtendedTrustManager forClients() {
    return hosts;
  }

  /** For what hosts sign. */
  public HostJudge hosts() {
    return hosts;
  }

  @Override
  public void close() {
    validator.dispose();
    withoutLists.dispose();
  }

  private static void requireAuthorities(Path directory) {
    try (DirectoryStream<Path> certificates = Files.newDirectoryStream(directory, "*.[0-9]")) {
      if (!certificates.iterator().hasNext()) {
        throw unreadable(
            directory
                + " holds no CA certificate named by its hash, such as 1a2b3c4d.0;"
                + " run openssl rehash on it");
      }
    } catch (IOException e) {
      throw new TrustException(
          TrustFault.TRUST_ANCHORS_UNREADABLE,
          directory + " cannot be read: it should hold the trusted CAs",
          e);
    }
  }

  private static TrustException unreadable(String message) {
    return new TrustException(TrustFault.TRUST_ANCHORS_UNREADABLE, message);
  }

  private static VomsAttributes voms(
      TrustAnchors anchors, X509CertChainValidatorExt validator, Clock clock) {
    return anchors.vomsDirectory() == null
        ? VomsAttributes.ignored(clock)
        : VomsAttributes.in(anchors.vomsDirectory(), validator, clock, anchors.reload());
  }

  private static OpensslCertChainValidator validator(TrustAnchors anchors, CrlCheckingMode lists) {
    RevocationParameters revocation =
        new RevocationParameters(lists, new OCSPParametes(OCSPCheckingMode.IGNORE));
    return new OpensslCertChainValidator(
        anchors.directory().toString(),
        OPENSSL_1_HASHES,
        namespaces(anchors.namespaces()),
        anchors.reload().toMillis(),
        new ValidatorParams(revocation, ProxySupport.ALLOW),
        LAZY);
  }

  private static CrlCheckingMode crls(TrustAnchors.CrlMode mode) {
    return switch (mode) {
      case REQUIRED -> CrlCheckingMode.REQUIRE;
      case IF_PRESENT -> CrlCheckingMode.IF_VALID;
      case IGNORED -> CrlCheckingMode.IGNORE;
    };
  }

  private static NamespaceCheckingMode namespaces(TrustAnchors.NamespaceMode mode) {
    return switch (mode) {
      case REQUIRED -> NamespaceCheckingMode.EUGRIDPMA_GLOBUS_REQUIRE;
      case IF_PRESENT -> NamespaceCheckingMode.EUGRIDPMA_GLOBUS;
      case IGNORED -> NamespaceCheckingMode.IGNORE;
    };
  }
}
