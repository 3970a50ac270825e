package org.icecoat.testbed.bench.attest;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.stream.IntStream;
import org.icecoat.testbed.bench.harness.Stopwatch;
import org.icecoat.testbed.bench.harness.Worker;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PcrBank;
import org.icecoat.trust.structure.PcrSelection;
import org.icecoat.trust.tpm.Tcti;
import org.icecoat.trust.tpm.Tpm;
import org.icecoat.trust.tpm.TpmSettings;
import org.icecoat.trust.tpm.esys.EsysTpm;

/** The floor's side: TPM2_Quote and nothing else, over the PCRs that the policy asks for. */
final class QuoteWorker {
  private static final PcrSelection PCRS =
      PcrSelection.of(PcrBank.SHA256, IntStream.rangeClosed(0, 15).toArray());
  private static final int NONCE = 32;
  private static final double MILLISECONDS = 1e3;

  private QuoteWorker() {}

  /** Arguments: TCTI, quotes a round. */
  public static void main(String[] arguments) throws IOException {
    Worker worker = Worker.start();
    int quotes = Integer.parseInt(arguments[1]);
    try (Tpm tpm = EsysTpm.open(TpmSettings.of(new Tcti(arguments[0])), Thread::new)) {
      worker.serve(() -> round(tpm, quotes));
    }
  }

  /** The mean time of one, in milliseconds. */
  private static double round(Tpm tpm, int quotes) {
    SecureRandom random = new SecureRandom();
    byte[] nonce = new byte[NONCE];
    Stopwatch watch = new Stopwatch();
    for (int i = 0; i < quotes; i++) {
      random.nextBytes(nonce);
      tpm.quote(PCRS, Octets.of(nonce));
    }
    return watch.seconds() * MILLISECONDS / quotes;
  }
}
