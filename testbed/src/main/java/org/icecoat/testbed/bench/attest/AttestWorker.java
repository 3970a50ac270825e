package org.icecoat.testbed.bench.attest;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import org.icecoat.testbed.bench.harness.Stopwatch;
import org.icecoat.testbed.bench.harness.Worker;
import org.icecoat.trust.credential.PemKeys;
import org.icecoat.trust.proxy.GridTrust;
import org.icecoat.trust.proxy.TrustAnchors;
import org.icecoat.wire.administration.Administration;
import org.icecoat.wire.administration.NodeNameRequestType;
import org.icecoat.wire.administration.NodeTrustType;
import org.icecoat.wire.administration.TrustVerdictType;
import org.icecoat.wire.faults.InvalidRequestFault;
import org.icecoat.wire.faults.NotAuthorizedFault;
import org.icecoat.wire.faults.NotFoundFault;
import org.icecoat.wire.faults.UnavailableFault;
import org.icecoat.wire.faults.WrongStateFault;
import org.icecoat.wsrf.client.ClientSettings;
import org.icecoat.wsrf.client.Ports;
import org.icecoat.wsrf.contract.Contract;
import org.icecoat.wsrf.tls.TlsMaterial;

/** The product's side: an administrator who has a node attested, on a connection that stays. */
final class AttestWorker {
  private static final Contract<Administration> ADMINISTRATION =
      Contract.of(Administration.class, "wsdl/administration.wsdl");
  private static final double MILLISECONDS = 1e3;
  private static final double LONGEST_WARM_UP = 60;

  private final Administration administration;
  private final NodeNameRequestType request = new NodeNameRequestType();

  private AttestWorker(Administration administration, String node) {
    this.administration = administration;
    request.setNode(node);
  }

  /**
   * Arguments: the administration's address, trust folder, certificate, key, node, attestations a
   * round, and before the first.
   */
  public static void main(String[] arguments) throws IOException {
    Worker worker = Worker.start();
    PemKeys keys = PemKeys.of(Path.of(arguments[2]), Path.of(arguments[3]));
    try (GridTrust trust =
            GridTrust.open(TrustAnchors.in(Path.of(arguments[1])), Clock.systemUTC());
        Ports ports = new Ports(ClientSettings.of(new TlsMaterial(keys, trust.forClients())))) {
      AttestWorker attesting =
          new AttestWorker(ports.port(ADMINISTRATION, URI.create(arguments[0])), arguments[4]);
      int attestations = Integer.parseInt(arguments[5]);
      attesting.warmUp(Integer.parseInt(arguments[6]));
      worker.serve(() -> attesting.round(attestations));
    }
  }

  /** Java compiles what a service does again and again, and no faster than in this time. */
  private void warmUp(int most) {
    Stopwatch warming = new Stopwatch();
    for (int i = 0; i < most && warming.seconds() < LONGEST_WARM_UP; i++) {
      attest();
    }
  }

  /** The mean time of one, in milliseconds. */
  private double round(int attestations) {
    Stopwatch watch = new Stopwatch();
    for (int i = 0; i < attestations; i++) {
      attest();
    }
    return watch.seconds() * MILLISECONDS / attestations;
  }

  private void attest() {
    try {
      NodeTrustType trust = administration.attestNode(request).getNode().getTrust();
      if (trust == null || trust.getVerdict() != TrustVerdictType.TRUSTED) {
        throw new IllegalStateException("The node is not trusted");
      }
    } catch (InvalidRequestFault
        | NotAuthorizedFault
        | NotFoundFault
        | UnavailableFault
        | WrongStateFault e) {
      throw new IllegalStateException("The factory refuses: " + e.getMessage(), e);
    }
  }
}
