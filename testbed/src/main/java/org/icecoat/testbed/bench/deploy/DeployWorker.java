package org.icecoat.testbed.bench.deploy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalDouble;
import org.icecoat.testbed.bench.harness.Stopwatch;
import org.icecoat.testbed.bench.harness.Worker;
import org.icecoat.testbed.command.Patience;
import org.icecoat.trust.credential.PemKeys;
import org.icecoat.trust.proxy.GridTrust;
import org.icecoat.trust.proxy.TrustAnchors;
import org.icecoat.wire.types.VmStateType;
import org.icecoat.wire.vm.TrustedVm;
import org.icecoat.wsrf.client.ClientSettings;
import org.icecoat.wsrf.client.Ports;
import org.icecoat.wsrf.tls.TlsMaterial;
import org.libvirt.LibvirtException;

/** The product's side: asks a factory for a VM and waits until it has started. */
final class DeployWorker {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final double LONGEST_WARM_UP = 60;

  /** So often a service of a site has been asked for a property before, at least. */
  private static final int WARM_LOOKS = 3000;

  /** Who looks more often slows the guest down, who seldom sees it late: that costs us the half. */
  private static final Duration STEP = Duration.ofMillis(100);

  private static final double SECOND = 1e9;
  private static final int MOST_TRIES = 3;

  private final FactoryClient client;
  private final DomainStarts starts;
  private final VmWish wish;
  private final DeployEnd end;
  private final FreshProof proof = new FreshProof();

  /** The VM of the last round. */
  private TrustedVm last;

  private DeployWorker(FactoryClient client, DomainStarts starts, VmWish wish, DeployEnd end) {
    this.client = client;
    this.starts = starts;
    this.wish = wish;
    this.end = end;
  }

  /**
   * Arguments: factory, trust folder, certificate, key, the image's id, libvirt, end, warm-ups,
   * whether the node is to prove itself for each VM.
   */
  public static void main(String[] arguments) throws IOException, LibvirtException {
    Worker worker = Worker.start();
    PemKeys keys = PemKeys.of(Path.of(arguments[2]), Path.of(arguments[3]));
    try (GridTrust trust =
            GridTrust.open(TrustAnchors.in(Path.of(arguments[1])), Clock.systemUTC());
        Ports ports =
            new Ports(
                ClientSettings.of(new TlsMaterial(keys, trust.forClients()))
                    .waiting(LIMIT, LIMIT))) {
      DeployEnd end = DeployEnd.valueOf(arguments[6]);
      FactoryClient client = new FactoryClient(ports, URI.create(arguments[0]));
      DomainStarts starts = DomainStarts.at(arguments[5]);
      VmWish wish =
          new VmWish(arguments[4], end == DeployEnd.GUEST, Boolean.parseBoolean(arguments[8]));
      new DeployWorker(client, starts, wish.small(), DeployEnd.DOMAIN)
          .warmUp(Integer.parseInt(arguments[7]));
      DeployWorker deploying = new DeployWorker(client, starts, wish, end);
      worker.serve(deploying::round);
    }
  }

  /** A service that a site runs has done this before; so has its client's machine. */
  private void warmUp(int most) {
    Stopwatch warming = new Stopwatch();
    for (int i = 0; i < most && warming.seconds() < LONGEST_WARM_UP; i++) {
      round();
    }
    for (int i = 0; i < WARM_LOOKS && last != null; i++) {
      await(last, VmStateType.DESTROYED);
    }
  }

  /** Rounds in which the node had just proved itself for another reason do not count. */
  private double round() {
    for (int tries = 0; tries < MOST_TRIES; tries++) {
      OptionalDouble seconds = deployment();
      if (seconds.isPresent()) {
        return seconds.getAsDouble();
      }
    }
    throw new IllegalStateException("The node proves itself too often for this to be measured");
  }

  private OptionalDouble deployment() {
    if (wish.proved()) {
      proof.awaitOld();
    }
    FreeMemory.touch();
    Instant asked = Instant.now();
    long begin = System.nanoTime();
    FactoryClient.Deployed deployed = client.deploy(wish);
    long started = started(deployed);
    TrustedVm vm = client.port(deployed); // costs more than the call: not before it is needed
    if (end == DeployEnd.GUEST) {
      await(vm, VmStateType.RUNNING);
      started = System.nanoTime();
    }
    boolean counts = !wish.proved() || proof.given(FactoryClient.attestedAt(vm), asked);
    FactoryClient.destroy(vm);
    await(vm, VmStateType.DESTROYED);
    last = vm;
    return counts ? OptionalDouble.of((started - begin) / SECOND) : OptionalDouble.empty();
  }

  /** When its domain started; the failure of one that does not says what became of the VM. */
  private long started(FactoryClient.Deployed vm) {
    try {
      return starts.await(vm.id());
    } catch (IllegalStateException e) {
      throw new IllegalStateException(FactoryClient.history(client.port(vm)), e);
    }
  }

  private static void await(TrustedVm vm, VmStateType state) {
    if (!Patience.seenWithin(LIMIT, STEP, () -> FactoryClient.is(state, vm))) {
      throw new IllegalStateException(
          "The VM was not %s within %s:%n%s".formatted(state, LIMIT, FactoryClient.history(vm)));
    }
  }
}
