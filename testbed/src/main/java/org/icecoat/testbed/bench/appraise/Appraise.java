package org.icecoat.testbed.bench.appraise;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import org.icecoat.testbed.bench.harness.Benchmark;
import org.icecoat.testbed.bench.harness.Goal;
import org.icecoat.testbed.bench.harness.Ground;
import org.icecoat.testbed.bench.harness.Sides;
import org.icecoat.testbed.bench.harness.WorkerProcess;
import org.icecoat.testbed.pki.Credential;
import org.icecoat.testbed.pki.GridPki;

/**
 * The evidence of a recorded boot judged from its bytes to the verdict, by a signed policy that
 * names every event and file of it, against {@code tpm2_checkquote} of the quote alone.
 */
public final class Appraise implements Benchmark {
  private static final double APPRAISALS = 2000;
  private static final double SECONDS = 3;
  private static final double QUICK_SECONDS = 0.5;
  private static final int RUNS = 100;
  private static final int QUICK_RUNS = 2;

  @Override
  public String name() {
    return "appraise";
  }

  @Override
  public String unit() {
    return "1/s";
  }

  @Override
  public Goal goal() {
    return Goal.ownFigureAtLeast(APPRAISALS);
  }

  @Override
  public Sides open(Ground ground) {
    Path recording = ground.top().resolve("trust/src/test/resources/recorded");
    GridPki pki =
        GridPki.make(ground.folder().resolve("pki"), Clock.systemUTC(), new SecureRandom());
    Credential signer = pki.user("Signer");
    List<String> arguments =
        List.of(
            recording.toString(),
            pki.trustFolder().toString(),
            signer.certificate().toString(),
            signer.key().toString(),
            String.valueOf(ground.quick() ? QUICK_SECONDS : SECONDS));
    WorkerProcess judge =
        WorkerProcess.start(AppraiseWorker.class, List.of(), arguments, ground.log("judge"));
    return new JudgeSides(judge, new CheckQuote(recording, ground.quick() ? QUICK_RUNS : RUNS));
  }

  private record JudgeSides(WorkerProcess judge, CheckQuote checkQuote) implements Sides {
    @Override
    public double ours() {
      return judge.round();
    }

    @Override
    public double floor() {
      return checkQuote.measure();
    }

    @Override
    public void close() {
      judge.close();
    }
  }
}
