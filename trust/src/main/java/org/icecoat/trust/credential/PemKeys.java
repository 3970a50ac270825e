package org.icecoat.trust.credential;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.icecoat.trust.TrustException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One credential for JSSE, as server or client, read again when its files change. A handshake that
 * has begun keeps the credential that it began with. If the new files are not usable, the old
 * credential goes on and the log says so.
 */
public final class PemKeys extends X509ExtendedKeyManager {
  private static final Logger LOG = LoggerFactory.getLogger(PemKeys.class);
  private static final int KEPT_VERSIONS = 4;

  private final List<Path> files;
  private final Supplier<PemCredential> reader;
  private final Map<String, PemCredential> versions = new ConcurrentHashMap<>();
  private List<Object> state;
  private List<Object> refusedState;
  private int version;

  private PemKeys(List<Path> files, Supplier<PemCredential> reader) {
    this.files = files;
    this.reader = reader;
    this.state = stateOfFiles();
    versions.put(alias(), reader.get());
  }

  /**
   * An unencrypted key and its certificate chain.
   *
   * @throws TrustException CREDENTIAL_UNREADABLE or CREDENTIAL_EXPOSED
   */
  public static PemKeys of(Path certificate, Path key) {
    return new PemKeys(
        List.of(certificate, key),
        () -> PemCredential.read(certificate, key, PassphraseSource.NONE));
  }

  /**
   * A proxy file.
   *
   * @throws TrustException CREDENTIAL_UNREADABLE or CREDENTIAL_EXPOSED
   */
  public static PemKeys ofProxy(Path proxyFile) {
    return new PemKeys(List.of(proxyFile), () -> PemCredential.read(proxyFile));
  }

  /** The credential as the files now have it. */
  public PemCredential current() {
    return versions.get(currentAlias());
  }

  private synchronized String currentAlias() {
    List<Object> now = stateOfFiles();
    if (!now.equals(state)) {
      try {
        PemCredential renewed = reader.get();
        version++;
        versions.put(alias(), renewed);
        versions.remove("v" + (version - KEPT_VERSIONS));
        state = now;
      } catch (TrustException e) {
        if (!now.equals(refusedState)) {
          LOG.warn("The old credential stays in use, as the new one is not: {}", e.getMessage());
        }
        refusedState = now;
      }
    }
    return alias();
  }

  private synchronized String alias() {
    return "v" + version;
  }

  private List<Object> stateOfFiles() {
    return files.stream().map(PemKeys::stateOf).toList();
  }

  private static Object stateOf(Path file) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return List.of(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
    } catch (IOException e) {
      return "missing";
    }
  }

  private String aliasFor(String... keyTypes) {
    String alias = currentAlias();
    String algorithm = versions.get(alias).key().getAlgorithm();
    for (String type : keyTypes) {
      if (algorithm.startsWith(type) || type.startsWith(algorithm)) {
        return alias;
      }
    }
    return null;
  }

  @Override
  public String chooseEngineClientAlias(String[] keyTypes, Principal[] issuers, SSLEngine engine) {
    return aliasFor(keyTypes);
  }

  @Override
  public String chooseEngineServerAlias(String keyType, Principal[] issuers, SSLEngine engine) {
    return aliasFor(keyType);
  }

  @Override
  public String chooseClientAlias(String[] keyTypes, Principal[] issuers, Socket socket) {
    return aliasFor(keyTypes);
  }

  @Override
  public String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
    return aliasFor(keyType);
  }

  @Override
  public String[] getClientAliases(String keyType, Principal[] issuers) {
    return new String[] {currentAlias()};
  }

  @Override
  public String[] getServerAliases(String keyType, Principal[] issuers) {
    return new String[] {currentAlias()};
  }

  @Override
  public X509Certificate[] getCertificateChain(String alias) {
    PemCredential credential = versions.get(alias);
    return credential == null
        ? null
        : credential.chain().certificates().toArray(X509Certificate[]::new);
  }

  @Override
  public PrivateKey getPrivateKey(String alias) {
    PemCredential credential = versions.get(alias);
    return credential == null ? null : credential.key();
  }
}
