package org.icecoat.imagestore.release;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.icecoat.imagestore.authorization.NodeCaller;
import org.icecoat.imagestore.catalogue.release.KnownNode;
import org.icecoat.imagestore.catalogue.release.ReleaseStore;
import org.icecoat.imagestore.fault.StoreException;
import org.icecoat.imagestore.fault.StoreFault;
import org.icecoat.imagestore.release.ReleaseJournal.Asking;
import org.icecoat.service.policy.PolicyFolder;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.evidence.Challenge;
import org.icecoat.trust.evidence.ChallengeBook;
import org.icecoat.trust.evidence.Verdict;
import org.icecoat.trust.evidence.endorsement.EndorsementCertificates;
import org.icecoat.trust.evidence.enrolment.CertifiedTpm;
import org.icecoat.trust.evidence.enrolment.ClaimedTpm;
import org.icecoat.trust.evidence.enrolment.TpmJudge;
import org.icecoat.trust.policy.AppraisalPolicy;
import org.icecoat.trust.policy.PolicyName;
import org.icecoat.trust.structure.ImportableObject;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PcrPolicy;
import org.icecoat.trust.structure.PcrSelection;
import org.icecoat.trust.structure.PcrValues;

/** Gives keys to nodes that have just proved what they run. For any number of threads. */
public final class KeyRelease {
  private static final Duration ANSWER = Duration.ofMinutes(1);
  private static final int MOST_CHALLENGES = 1000;

  private final ImageKeys keys;
  private final TpmJudge tpms;
  private final KnownNodes nodes;
  private final NodeAppraisal appraisal;
  private final ChallengeBook challenges;
  private final OpenExchanges exchanges;
  private final ReleaseJournal journal;
  private final Clock clock;
  private final SecureRandom random;

  /** The keys, and where it is written who got them. */
  public record Keys(ImageKeys images, ReleaseStore journal) {}

  /** By what nodes are judged. */
  public record Rules(EndorsementCertificates makers, PolicyFolder policies, PolicyName policy) {}

  public KeyRelease(Keys keys, Rules rules, Clock clock, SecureRandom random) {
    this.keys = keys.images();
    this.tpms = new TpmJudge(rules.makers());
    this.nodes = new KnownNodes(keys.journal());
    this.challenges = new ChallengeBook(clock, random, ANSWER, MOST_CHALLENGES);
    this.appraisal = new NodeAppraisal(rules, challenges, clock);
    this.exchanges = new OpenExchanges(clock);
    this.journal = new ReleaseJournal(keys.journal(), clock);
    this.clock = clock;
    this.random = random;
  }

  /**
   * Challenges a node that wants a key.
   *
   * @throws StoreException NODE_NOT_TRUSTED with all reasons, NO_ROOM, or that the image has no key
   *     or is doubtful: NOT_CONFIDENTIAL, IMAGE_UNKNOWN, CATALOGUE_ALTERED, STORE_INCONSISTENT
   */
  public KeyChallenge request(NodeCaller caller, KeyRequest request) {
    keys.find(request.image());
    Asking asking = new Asking(caller, request.image(), request.node(), Optional.empty());
    PcrSelection selection =
        appraisal
            .selection()
            .orElseThrow(() -> journal.refused(asking, List.of("No appraisal policy is in force")));
    CertifiedTpm tpm = certified(asking, request);
    KnownNode node = new KnownNode(request.node(), caller.dn(), tpm.identity());
    List<String> objections = nodes.objections(node);
    if (!objections.isEmpty()) {
      throw journal.refused(asking, objections);
    }
    List<Octets> secrets = tpm.keys().stream().map(key -> Exchange.secret(random)).toList();
    Exchange exchange =
        new Exchange(
            request.image(),
            node,
            new Exchange.Tpm(tpm, request.storageKey(), nodes.clock(node.name())),
            challenge(caller, node),
            selection,
            secrets);
    KeyChallenge challenge =
        new KeyChallenge(exchange.challenge(), selection, credentials(request.tpm(), tpm, secrets));
    exchanges.add(exchange);
    return challenge;
  }

  private CertifiedTpm certified(Asking asking, KeyRequest request) {
    Verdict<CertifiedTpm> verdict = tpms.judge(request.tpm(), clock.instant());
    return verdict
        .accepted()
        .orElseThrow(
            () ->
                journal.refused(
                    asking,
                    verdict.findings().stream()
                        .map(it -> it.reason().plain())
                        .distinct()
                        .toList()));
  }

  private Challenge challenge(NodeCaller caller, KnownNode node) {
    Challenge.Session session = new Challenge.Session(UUID.randomUUID().toString());
    try {
      return challenges.issue(node.name(), session, caller.tlsKey());
    } catch (TrustException e) {
      throw new StoreException(StoreFault.NO_ROOM, "Too many nodes ask for keys; try again", e);
    }
  }

  private List<KeyChallenge.Credential> credentials(
      ClaimedTpm claimed, CertifiedTpm tpm, List<Octets> secrets) {
    List<KeyChallenge.Credential> credentials = new ArrayList<>();
    for (int i = 0; i < secrets.size(); i++) {
      CertifiedTpm.Key key = tpm.keys().get(i);
      credentials.add(
          new KeyChallenge.Credential(
              claimed.endorsementKeys().indexOf(key.claimed()),
              tpm.challenge(key, secrets.get(i).bytes(), random)));
    }
    return credentials;
  }

  /**
   * Judges a node's answer, and wraps the key to its TPM. An answer counts once, whatever comes of
   * it.
   *
   * @throws StoreException NODE_NOT_TRUSTED with all reasons, REQUEST_INVALID if nothing waits for
   *     this answer, KEY_LOCKED, KEY_MISPLACED, KEY_UNBOUND, SIGNER_SILENT, or that the image is
   *     doubtful now
   */
  public ReleasedKey release(NodeCaller caller, KeyAnswer answer) {
    Exchange exchange =
        exchanges.take(answer.session(), caller).orElseThrow(() -> unknown(answer.session()));
    Asking asking =
        new Asking(
            caller,
            exchange.image(),
            exchange.node().name(),
            Optional.of(answer.evidence().digest()));
    NodeAppraisal.Outcome outcome = appraisal.judge(caller, exchange, answer);
    if (outcome instanceof NodeAppraisal.Outcome.Refused refusal) {
      refusal.restored().ifPresent(why -> nodes.restored(exchange.node().name(), why));
      throw journal.refused(asking, refusal.reasons());
    }
    NodeAppraisal.Outcome.Proved proved = (NodeAppraisal.Outcome.Proved) outcome;
    PcrValues state = state(proved.trusted().quote().values(), proved.listed());
    ImportableObject wrapped =
        keys.wrapped(exchange.image(), proved.storageKey(), new PcrPolicy(state), random);
    journal(asking, exchange, proved);
    return new ReleasedKey(wrapped, state.selection());
  }

  /**
   * What a key is bound to.
   *
   * @param listed whether PCR 10 was judged by the kernel's list of files, which grows
   */
  static PcrValues state(PcrValues quoted, boolean listed) {
    SortedMap<Integer, Octets> values = new TreeMap<>(quoted.byIndex());
    if (listed) {
      values.remove(AppraisalPolicy.IMA_PCR);
    }
    return new PcrValues(quoted.bank(), values);
  }

  /** Who else became this node meanwhile is seen under the lock. */
  private synchronized void journal(
      Asking asking, Exchange exchange, NodeAppraisal.Outcome.Proved proved) {
    List<String> objections = nodes.objections(exchange.node());
    if (!objections.isEmpty()) {
      throw journal.refused(asking, objections);
    }
    journal.released(asking.caller(), exchange, proved.trusted());
  }

  private static StoreException unknown(Challenge.Session session) {
    return StoreException.about(
        "Exchange",
        StoreFault.REQUEST_INVALID,
        "No request of this node waits for the answer " + session + ": ask for the key again",
        null);
  }
}
