package org.icecoat.testbed.bench.appraise;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.icecoat.testbed.bench.harness.Stopwatch;
import org.icecoat.testbed.bench.harness.Worker;
import org.icecoat.trust.evidence.ChallengeBook;
import org.icecoat.trust.evidence.Evidence;
import org.icecoat.trust.evidence.QuoteVerifier;
import org.icecoat.trust.evidence.VerifiedQuote;
import org.icecoat.trust.evidence.endorsement.TpmClass;
import org.icecoat.trust.policy.ProvenTpm;
import org.icecoat.trust.policy.appraisal.Appraiser;
import org.icecoat.trust.policy.appraisal.Trusted;
import org.icecoat.trust.policy.signature.AcceptedPolicy;
import org.icecoat.trust.structure.Octets;

/** Judges the recording again and again, with a thread a core, from its bytes to the verdict. */
final class AppraiseWorker {
  private static final int CORES = Runtime.getRuntime().availableProcessors();
  private static final ProvenTpm TPM = new ProvenTpm(TpmClass.EMULATED, "recorded", Set.of());

  private final Recording recording;
  private final Octets sent;
  private final List<AcceptedPolicy> policies;
  private final Clock clock = Clock.systemUTC();

  private AppraiseWorker(Recording recording, List<AcceptedPolicy> policies) {
    this.recording = recording;
    this.sent = recording.evidence().encoded();
    this.policies = policies;
  }

  /** Arguments: recording, trust folder, certificate and key of the signer, seconds a round. */
  public static void main(String[] arguments) throws IOException {
    Worker worker = Worker.start();
    Recording recording = Recording.in(Path.of(arguments[0]));
    List<AcceptedPolicy> policies =
        RecordedPolicy.inForce(
            recording.evidence(),
            Path.of(arguments[1]),
            Path.of(arguments[2]),
            Path.of(arguments[3]),
            Clock.systemUTC());
    AppraiseWorker appraising = new AppraiseWorker(recording, policies);
    double seconds = Double.parseDouble(arguments[4]);
    ExecutorService threads = Executors.newFixedThreadPool(CORES);
    try {
      worker.serve(() -> appraising.round(threads, seconds));
    } finally {
      threads.shutdown();
    }
  }

  /** Appraisals a second, over all threads. */
  private double round(ExecutorService threads, double seconds) throws IOException {
    Stopwatch watch = new Stopwatch();
    List<Future<Long>> counts = new ArrayList<>();
    for (int i = 0; i < CORES; i++) {
      counts.add(threads.submit(() -> appraise(watch, seconds)));
    }
    long all = 0;
    for (Future<Long> count : counts) {
      all += counted(count);
    }
    return all / watch.seconds();
  }

  private long appraise(Stopwatch watch, double seconds) {
    ChallengeBook challenges = Recording.challenges(clock);
    QuoteVerifier verifier = new QuoteVerifier(challenges);
    Appraiser appraiser = new Appraiser(clock);
    long count = 0;
    for (; watch.seconds() < seconds; count++) {
      Evidence evidence = Evidence.parse(sent);
      VerifiedQuote quote =
          verifier
              .verify(evidence, recording.expected(), Recording.challenge(challenges))
              .accepted()
              .orElseThrow();
      if (!(appraiser.appraise(quote, evidence, TPM, policies) instanceof Trusted)) {
        throw new IllegalStateException("The recording is not trusted by its own policy");
      }
    }
    return count;
  }

  private static long counted(Future<Long> count) throws IOException {
    try {
      return count.get();
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
