package org.icecoat.plugin.attest;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.node.HealthFinding;
import org.icecoat.domain.node.NodeName;
import org.icecoat.plugin.PluginException;
import org.icecoat.plugin.PluginFault;
import org.icecoat.plugin.configuration.PluginConfiguration;
import org.icecoat.plugin.configuration.TpmConfiguration;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.TrustFault;
import org.icecoat.trust.evidence.Challenge;
import org.icecoat.trust.evidence.Evidence;
import org.icecoat.trust.evidence.Evidence.ImaFrom;
import org.icecoat.trust.evidence.vm.VmStatement;
import org.icecoat.trust.structure.EncryptedCredential;
import org.icecoat.trust.structure.HashAlgorithm;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PcrSelection;
import org.icecoat.trust.structure.PcrValues;
import org.icecoat.trust.structure.SignedAttestation;
import org.icecoat.trust.tpm.EkTemplate;
import org.icecoat.trust.tpm.EndorsementKey;
import org.icecoat.trust.tpm.Tpm;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Proves what this machine is: the attester of RFC 9334. For any number of threads. */
public final class NodeAttester {
  private static final Logger LOG = LoggerFactory.getLogger(NodeAttester.class);

  /**
   * PCRs may be extended between a measurement, a quote and their reading: by the kernel, by
   * another who asks meanwhile, or by a boot. What does not fit together would be taken for forged.
   */
  private static final int MOST_TRIES = 8;

  /** With all else an answer of 16 MiB, in base64. */
  private static final int LOGS_OF_ANSWER = (12 << 20) - (1 << 16);

  /** The store takes 20 MiB, as they are. */
  private static final int LOGS_FOR_STORE = (20 << 20) - (1 << 16);

  private final Tpm tpm;
  private final NodeName node;
  private final NodeLogs logs;
  private final HostMeasurements measurements;
  private final Collection<Path> measured;
  private final Supplier<byte[]> tlsKey;
  private volatile Sha256 last;
  private volatile PcrValues registers;

  /**
   * An attester that has measured this machine.
   *
   * @param configuration with a TPM
   * @param file that it was read from, which is measured too
   * @param tlsKey SubjectPublicKeyInfo of the key that the node serves with
   * @param clock of the machine
   */
  public NodeAttester(
      Tpm tpm,
      PluginConfiguration configuration,
      Path file,
      Supplier<byte[]> tlsKey,
      InstantSource clock)
      throws IOException {
    this.tpm = tpm;
    this.node = configuration.name();
    TpmConfiguration own = configuration.ownTpm().orElseThrow();
    this.logs = new NodeLogs(own);
    this.tlsKey = tlsKey;
    Map<String, Path> components = HostComponents.of(configuration, file);
    this.measured = components.values();
    Path log = configuration.folder().resolve("components.log");
    this.measurements = new HostMeasurements(tpm, own.pcr(), log, components, clock);
    measureFirst();
  }

  /** A node that can prove nothing until it is rebooted starts: its VMs are there all the same. */
  private void measureFirst() throws IOException {
    try {
      measurements.measure();
    } catch (PluginException e) {
      LOG.error("This node starts, and proves nothing: {}", e.getMessage());
    }
  }

  /** What is wrong with its measurements. */
  public Optional<HealthFinding> health() {
    return measurements.overflowed()
        ? Optional.of(
            new HealthFinding(
                "MEASUREMENTS_FULL",
                "Too much was changed on this machine since its boot to be logged, so it proves"
                    + " nothing any more: reboot it"))
        : Optional.empty();
  }

  /** The keys of the TPM. */
  public TpmIdentity identity() {
    return asked(
        () -> {
          List<EndorsementKey> keys = new ArrayList<>();
          for (EkTemplate template : EkTemplate.values()) {
            keys.add(tpm.endorsementKey(template));
          }
          return new TpmIdentity(keys, tpm.attestationKey(), tpm.storageKey());
        });
  }

  /** Opens a challenge made for this TPM and its attestation key. */
  public byte[] activate(EkTemplate template, EncryptedCredential credential) {
    return asked(() -> tpm.activateCredential(template, credential));
  }

  /**
   * Measures what has changed and gives evidence that answers the challenge.
   *
   * @param from where the kernel's list of files is to begin; what fits of it is sent
   * @param statement that the quote is to be bound to as well
   */
  public Attestation attest(
      Octets nonce,
      Challenge.Session session,
      PcrSelection selection,
      ImaFrom from,
      Optional<VmStatement> statement) {
    NodeLogs.Wish wish = new NodeLogs.Wish(selection, from, LOGS_OF_ANSWER);
    Sha256 key = Sha256.of(sha256(tlsKey.get()));
    Challenge plain = challenge(nonce, session, key);
    Octets bound =
        statement.map(VmStatement::digest).map(plain::stating).orElse(plain).qualifyingData();
    Attestation given = asked(() -> new Attestation(evidence(bound, wish), key, statement));
    if (statement.isEmpty()) {
      last = given.evidence().digest();
    }
    return given;
  }

  /** Digest of the evidence that was given last of the node itself, in this process. */
  public Optional<Sha256> lastEvidence() {
    return Optional.ofNullable(last);
  }

  /** Measures what has changed on this machine since the last time. */
  public void measure() {
    var unused = asked(measurements::measure);
  }

  /**
   * Measures from now on what changes soon after it has: what is put back before somebody asks
   * leaves its trace. A machine that has no watch to spare measures only when asked.
   *
   * @param executor that has a thread to spare until what is given is closed
   */
  public Closeable watch(Executor executor) {
    try {
      return ChangeWatch.begin(measured, executor, this::measureUnasked);
    } catch (IOException | UncheckedIOException e) {
      LOG.warn("Changes are measured only when the node is asked: it cannot watch files", e);
      return () -> {};
    }
  }

  private void measureUnasked() {
    try {
      measure();
    } catch (PluginException e) {
      LOG.warn("What has changed is measured when the node is asked: {}", e.getMessage());
    }
  }

  /** The node's own name, to which its quotes are bound. */
  public NodeName node() {
    return node;
  }

  /** The same as {@link #attest}, with the storage key certified for the same challenge. */
  public KeyProof prove(Octets nonce, Challenge.Session session, PcrSelection selection) {
    Sha256 key = Sha256.of(sha256(tlsKey.get()));
    Octets bound = challenge(nonce, session, key).qualifyingData();
    NodeLogs.Wish wish = new NodeLogs.Wish(selection, ImaFrom.FIRST, LOGS_FOR_STORE);
    return asked(() -> new KeyProof(evidence(bound, wish), tpm.certifyStorageKey(bound)));
  }

  private Challenge challenge(Octets nonce, Challenge.Session session, Sha256 key) {
    return new Challenge(nonce, node, session, key, Instant.MAX /* the verifier's matter */);
  }

  private Evidence evidence(Octets bound, NodeLogs.Wish wish) throws IOException {
    for (int tries = 0; tries < MOST_TRIES; tries++) {
      HostMeasurements.Measured measured = measurements.measure();
      SignedAttestation quote = tpm.quote(wish.selection(), bound);
      PcrValues values = values(quote, wish.selection());
      if (agree(quote, values) && measured.stillHolds(values)) {
        return new Evidence(
            tpm.attestationKey().sizedWire(),
            quote,
            values.wire(),
            logs.read(measured.log(), wish));
      }
    }
    throw new PluginException(
        PluginFault.TPM_FAILED,
        "The TPM's registers changed in each of %d tries to quote them: ask again"
            .formatted(MOST_TRIES));
  }

  /** The quote tells whether they are those of the last time: a chip is slow to read. */
  private PcrValues values(SignedAttestation quote, PcrSelection selection) {
    PcrValues known = registers;
    if (known != null && known.selection().equals(selection) && agree(quote, known)) {
      return known;
    }
    PcrValues read = tpm.readPcrs(selection);
    registers = read;
    return read;
  }

  private static boolean agree(SignedAttestation quote, PcrValues values) {
    return org.icecoat.trust.structure.Attestation.parse(quote.attest()).body()
            instanceof org.icecoat.trust.structure.Attestation.Quote quoted
        && quoted.pcrDigest().equals(values.digest(HashAlgorithm.SHA256));
  }

  /** Something that is asked of the TPM. */
  @FunctionalInterface
  private interface Question<T> {
    T ask() throws IOException;
  }

  private static <T> T asked(Question<T> question) {
    try {
      return question.ask();
    } catch (TrustException e) {
      PluginFault fault =
          e.fault() == TrustFault.TPM_INTEGRITY
              ? PluginFault.INVALID_REQUEST
              : PluginFault.TPM_FAILED;
      throw new PluginException(fault, "The node's TPM: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new PluginException(
          PluginFault.STORAGE_FAILED, "The node cannot measure itself: its log says why", e);
    }
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
