package org.icecoat.factory.testing;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.node.NodeName;
import org.icecoat.factory.attest.Appraisal;
import org.icecoat.factory.attest.AttesterClient;
import org.icecoat.factory.attest.TpmClaims;
import org.icecoat.factory.attest.VmQuestion;
import org.icecoat.factory.attest.VmTestimony;
import org.icecoat.factory.fault.FactoryException;
import org.icecoat.factory.fault.FactoryFault;
import org.icecoat.factory.node.Incarnation;
import org.icecoat.factory.node.NodeAddress;
import org.icecoat.factory.store.NodeStore;
import org.icecoat.factory.store.NodeTpmStore;
import org.icecoat.factory.store.NodeTrustStore;
import org.icecoat.factory.trust.EnrolledTpm;
import org.icecoat.factory.trust.TrustResult;
import org.icecoat.service.database.Database;
import org.icecoat.service.policy.PoliciesInForce;
import org.icecoat.trust.evidence.Challenge;
import org.icecoat.trust.evidence.Evidence;
import org.icecoat.trust.evidence.Evidence.ImaFrom;
import org.icecoat.trust.evidence.VerifiedQuote;
import org.icecoat.trust.evidence.endorsement.TpmClass;
import org.icecoat.trust.policy.PolicyName;
import org.icecoat.trust.policy.ProvenTpm;
import org.icecoat.trust.policy.appraisal.FilesBefore;
import org.icecoat.trust.policy.appraisal.StatedNode;
import org.icecoat.trust.policy.signature.AcceptedPolicy;
import org.icecoat.trust.structure.EncryptedCredential;
import org.icecoat.trust.structure.HashAlgorithm;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PcrBank;
import org.icecoat.trust.structure.PcrSelection;
import org.icecoat.trust.structure.PcrValues;
import org.icecoat.trust.testing.TestingAttester;
import org.icecoat.trust.tpm.EkTemplate;

/**
 * Nodes that answer challenges with TPMs made of Java, and policies that think of them what a test
 * says: ten minutes of trust, unless told otherwise.
 */
public final class TestingProofs implements AttesterClient, Appraisal {
  public static final PolicyName SITE = new PolicyName("site");
  public static final PolicyName STRICT = new PolicyName("strict");
  public static final Duration VALID = Duration.ofMinutes(10);
  private static final PcrSelection SELECTION = PcrSelection.of(PcrBank.SHA256, 14);
  public static final Sha256 TLS_KEY = Sha256.of(new byte[Sha256.BYTES]);

  private final Clock clock;
  private final Map<NodeName, TestingAttester> tpms = new ConcurrentHashMap<>();
  private final Map<String, String> rejected = new ConcurrentHashMap<>();
  private final Set<NodeName> silent = ConcurrentHashMap.newKeySet();
  private final AtomicInteger asked = new AtomicInteger();
  private final Map<String, Instant> ends = new ConcurrentHashMap<>();
  private final AtomicInteger version = new AtomicInteger(1);
  private volatile Sha256 tlsKey = TLS_KEY;

  public TestingProofs(TestingClock clock) {
    this.clock = clock.withZone(ZoneOffset.UTC);
  }

  /** Enrols nodes whose TPMs are believed, and asks them. */
  public void enrol(TestingFactory factory, String... names) {
    factory.enrol(names);
    for (String name : names) {
      NodeName node = new NodeName(name);
      TestingAttester tpm = new TestingAttester();
      tpms.put(node, tpm);
      enrol(factory.database(), node, tpm);
      attest(factory, name);
    }
  }

  private void enrol(Database rows, NodeName node, TestingAttester tpm) {
    EnrolledTpm enrolled =
        new EnrolledTpm(
            node,
            List.of(digest(node.value())),
            new ProvenTpm(TpmClass.HARDWARE, "testing", Set.of()),
            "made of Java",
            tpm.enrolled(),
            clock.instant());
    NodeAddress address = new NodeStore(rows.jdbi()).find(node).orElseThrow().address();
    new NodeTpmStore(rows.jdbi())
        .enrol(address, enrolled)
        .ifPresent(
            holder -> {
              throw new IllegalStateException(holder + " has that TPM");
            });
  }

  private static Sha256 digest(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return Sha256.of(HashAlgorithm.SHA256.hash(Octets.of(bytes)).bytes());
  }

  /** An administrator asks a node now. */
  public void attest(TestingFactory factory, String node) {
    var unused =
        factory.factory().administration().attest(TestingFactory.ADMIN, new NodeName(node));
  }

  /** A node is rejected, and nothing comes of that yet but the row that says so. */
  public static void writeRejected(Database rows, NodeName node, TrustResult rejected) {
    NodeTrustStore results = new NodeTrustStore(rows.jdbi());
    Optional<NodeTpmStore.Known> known = new NodeTpmStore(rows.jdbi()).find(node);
    var unused =
        results.judged(
            node,
            results.turn(),
            Map.of(SITE, rejected),
            NodeTpmStore.Shown.nothing(known.map(NodeTpmStore.Known::enrolment), Optional.empty()));
  }

  /** A policy does not believe a node from now on. */
  public void reject(PolicyName policy, String node, String why) {
    rejected.put(policy + " " + node, why);
  }

  public void accept(PolicyName policy, String node) {
    rejected.remove(policy + " " + node);
  }

  /** Whether a node answers challenges; it may answer all else. */
  public void silence(String node, boolean isSilent) {
    if (isSilent) {
      silent.add(new NodeName(node));
    } else {
      silent.remove(new NodeName(node));
    }
  }

  /** The next version of each policy comes; the one before counts until then. */
  public void rollOut(Instant end) {
    List.of(SITE, STRICT).forEach(policy -> ends.put(by(policy), end));
    version.incrementAndGet();
  }

  private String by(PolicyName policy) {
    return policy + " version " + version;
  }

  /** A node's TPM is put back to where it was when it was made. */
  public void restore(String node) {
    tpms.computeIfPresent(new NodeName(node), (name, tpm) -> new TestingAttester(tpm.key()));
  }

  /** The hosts of all nodes serve with that key from now on. */
  public void serveWith(Sha256 key) {
    tlsKey = key;
  }

  /** How often any node was asked. */
  public int asked() {
    return asked.get();
  }

  @Override
  public TpmClaims identify(NodeAddress node) {
    throw new FactoryException(FactoryFault.NO_TPM, node.name() + " has no TPM.");
  }

  @Override
  public Octets activate(NodeAddress node, EkTemplate template, EncryptedCredential credential) {
    throw new FactoryException(FactoryFault.NO_TPM, node.name() + " has no TPM.");
  }

  @Override
  public Evidence attest(
      NodeAddress node, Challenge challenge, PcrSelection selection, ImaFrom from) {
    asked.incrementAndGet();
    if (silent.contains(node.name())) {
      throw new FactoryException(
          FactoryFault.NODE_UNREACHABLE, node.name() + " proves nothing now.");
    }
    Octets value = Octets.of(digest(node.name().value()).bytes());
    Map<Integer, Octets> values =
        selection.indexes().stream().collect(Collectors.toMap(pcr -> pcr, pcr -> value));
    return tpms.get(node.name())
        .answer(challenge, PcrValues.of(PcrBank.SHA256, values), Evidence.Logs.NONE);
  }

  @Override
  public VmTestimony testify(NodeAddress node, Incarnation vm, VmQuestion question) {
    throw new UnsupportedOperationException("Nobody asks about VMs here");
  }

  @Override
  public Sha256 tlsKey(NodeAddress node) {
    return tlsKey;
  }

  @Override
  public PolicyName usual() {
    return SITE;
  }

  @Override
  public Set<PolicyName> inForce() {
    return Set.of(SITE, STRICT);
  }

  @Override
  public Optional<PcrSelection> selection() {
    return Optional.of(SELECTION);
  }

  @Override
  public List<AcceptedPolicy> versions() {
    return List.of();
  }

  @Override
  public Judgement judge(
      PolicyName policy,
      VerifiedQuote quote,
      Evidence evidence,
      EnrolledTpm tpm,
      FilesBefore before) {
    Instant now = clock.instant();
    String by = by(policy);
    TrustResult result =
        Optional.ofNullable(rejected.get(policy + " " + tpm.node()))
            .map(
                why ->
                    TrustResult.rejected(now, List.of(why), Optional.of(evidence.digest())).by(by))
            .orElseGet(() -> TrustResult.trusted(now, now.plus(VALID), by, evidence.digest()));
    return new Judgement(result, Optional.empty());
  }

  @Override
  public List<String> besides(PolicyName policy, StatedNode stated) {
    return List.of();
  }

  @Override
  public PoliciesInForce policies() {
    throw new UnsupportedOperationException("Nobody brings policies here");
  }

  @Override
  public Optional<Instant> end(TrustResult result) {
    return result.policy().map(ends::get);
  }

  @Override
  public Instant changedAt() {
    return Instant.EPOCH;
  }
}
