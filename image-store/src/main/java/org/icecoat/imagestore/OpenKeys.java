package org.icecoat.imagestore;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.icecoat.imagestore.catalogue.KeyStore;
import org.icecoat.imagestore.catalogue.ReleaseStore;
import org.icecoat.imagestore.confidential.ImageEncryption;
import org.icecoat.imagestore.confidential.KeySealer;
import org.icecoat.imagestore.configuration.AttestationConfiguration;
import org.icecoat.imagestore.configuration.StoreConfiguration;
import org.icecoat.imagestore.content.ContentFolder;
import org.icecoat.imagestore.release.KeyRelease;
import org.icecoat.imagestore.use.RegisterImage;
import org.icecoat.service.database.Database;
import org.icecoat.service.policy.PolicyFolder;
import org.icecoat.service.policy.PolicyTable;
import org.icecoat.trust.evidence.endorsement.EndorsementCertificates;
import org.icecoat.trust.evidence.endorsement.MakerStore;
import org.icecoat.trust.policy.signature.PolicyVerifier;
import org.icecoat.trust.proxy.GridTrust;
import org.icecoat.trust.tpm.Tpm;

/** The keys of confidential images, of a store with a TPM, and what releases them. */
final class OpenKeys implements AutoCloseable {
  private static final Duration REFRESH = Duration.ofSeconds(5);

  private final StoreConfiguration configuration;
  private final KeyStore keys;
  private final ReleaseStore journal;
  private final KeySealer sealer;
  private final Clock clock;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(OpenLog.daemon("store-policies"));

  OpenKeys(StoreConfiguration configuration, Tpm tpm, Database database, Clock clock) {
    this.configuration = configuration;
    this.keys = new KeyStore(database.jdbi());
    this.journal = new ReleaseStore(database.jdbi());
    this.sealer = new KeySealer(tpm, configuration.tpm().selection());
    this.clock = clock;
    journal.keepOnly(configuration.policy().nodes());
  }

  /** What takes confidential images; empty without QEMU's tools. */
  Optional<RegisterImage.Confidential> taking(ContentFolder folder, SecureRandom random) {
    return configuration
        .inspection()
        .encryption(configuration.content().largestImage().bytes())
        .map(disks -> new ImageEncryption(disks, sealer, folder, random))
        .map(encryption -> new RegisterImage.Confidential(encryption, keys));
  }

  /** What releases keys; empty if there is nothing by which nodes could be judged. */
  Optional<KeyRelease> release(GridTrust trust, Database database, SecureRandom random) {
    return configuration
        .judging()
        .map(
            rules ->
                new KeyRelease(
                    new KeyRelease.Keys(keys, sealer, journal),
                    rules(rules, trust, database),
                    clock,
                    random));
  }

  private KeyRelease.Rules rules(
      AttestationConfiguration rules, GridTrust trust, Database database) {
    PolicyFolder policies =
        new PolicyFolder(
            rules.policies(),
            rules.rollOut(),
            new PolicyVerifier(trust.callers()::judge, Set.copyOf(rules.signers()), clock),
            new PolicyTable(database.jdbi()),
            clock);
    var unused =
        timer.scheduleWithFixedDelay(
            policies::refresh, REFRESH.toSeconds(), REFRESH.toSeconds(), TimeUnit.SECONDS);
    return new KeyRelease.Rules(
        new EndorsementCertificates(MakerStore.read(rules.makers())), policies, rules.policy());
  }

  @Override
  public void close() {
    timer.shutdown();
  }
}
