package org.icecoat.imagestore;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.icecoat.imagestore.catalogue.KeyStore;
import org.icecoat.imagestore.catalogue.release.ReleaseStore;
import org.icecoat.imagestore.confidential.ImageEncryption;
import org.icecoat.imagestore.confidential.KeySealer;
import org.icecoat.imagestore.confidential.KeyTrial;
import org.icecoat.imagestore.confidential.RecoveryCertificate;
import org.icecoat.imagestore.confidential.RecoveryKey;
import org.icecoat.imagestore.confidential.SealRenewal;
import org.icecoat.imagestore.configuration.AttestationConfiguration;
import org.icecoat.imagestore.configuration.StoreConfiguration;
import org.icecoat.imagestore.configuration.TpmConfiguration;
import org.icecoat.imagestore.content.ContentFolder;
import org.icecoat.imagestore.content.VerifiedStart;
import org.icecoat.imagestore.inspection.DiskEncryption;
import org.icecoat.imagestore.log.ImageLog;
import org.icecoat.imagestore.release.ImageKeys;
import org.icecoat.imagestore.release.KeyRelease;
import org.icecoat.imagestore.use.JudgeByPolicies;
import org.icecoat.imagestore.use.LookUpImage;
import org.icecoat.imagestore.use.RegisterImage;
import org.icecoat.service.access.AccessPolicy;
import org.icecoat.service.database.Database;
import org.icecoat.service.policy.PolicyFolder;
import org.icecoat.service.policy.PolicyTable;
import org.icecoat.service.process.Watch;
import org.icecoat.trust.evidence.endorsement.EndorsementCertificates;
import org.icecoat.trust.evidence.endorsement.Maker;
import org.icecoat.trust.evidence.endorsement.MakerRevocations;
import org.icecoat.trust.evidence.endorsement.MakerStore;
import org.icecoat.trust.policy.signature.PolicyVerifier;
import org.icecoat.trust.proxy.GridTrust;
import org.icecoat.trust.tpm.Tpm;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys of confidential images, of a store with a TPM, what releases them, and by which
 * policies.
 */
final class OpenKeys implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OpenKeys.class);

  private final StoreConfiguration configuration;
  private final KeyStore keys;
  private final ReleaseStore journal;
  private final KeySealer sealer;
  private final Optional<PolicyFolder> policies;
  private final GridTrust trust;
  private final Clock clock;
  private final Optional<Watch> watch;
  private final Optional<Makers> makers;

  /** Whose TPMs are believed, with what they have revoked. */
  private record Makers(EndorsementCertificates certificates, Watch watch) {
    static Makers in(Path folder) {
      List<Maker> accepted = MakerStore.read(folder);
      MakerRevocations revocations = MakerRevocations.in(folder, accepted);
      return new Makers(
          new EndorsementCertificates(accepted, revocations), Watch.start(revocations::refresh));
    }
  }

  /**
   * Opens them.
   *
   * @param access that is in force now: which TPM belongs to a node is forgotten if it names it not
   */
  OpenKeys(
      StoreConfiguration configuration,
      Tpm tpm,
      Database database,
      GridTrust trust,
      Clock clock,
      AccessPolicy access) {
    this.configuration = configuration;
    this.trust = trust;
    this.keys = new KeyStore(database.jdbi());
    this.journal = new ReleaseStore(database.jdbi());
    this.sealer = sealer(configuration.tpm(), tpm);
    sealer.warning().ifPresent(LOG::warn);
    this.clock = clock;
    journal.keepOnly(access.nodes());
    this.policies = configuration.judging().map(rules -> policies(rules, database));
    this.makers = configuration.judging().map(rules -> Makers.in(rules.makers()));
    this.watch = policies.map(folder -> Watch.start(folder::refresh));
  }

  private static KeySealer sealer(TpmConfiguration settings, Tpm tpm) {
    return new KeySealer(
        tpm,
        settings.selection(),
        Optional.ofNullable(settings.recovery()).map(RecoveryCertificate::read));
  }

  /** Looks after the keys that are there, before any is released. */
  void renew(ImageLog log, ContentFolder folder) {
    KeyTrial trial = new KeyTrial(log, new VerifiedStart(folder), disks());
    new SealRenewal(keys, sealer, trial, recoveryKey(configuration.tpm())).run();
  }

  private Optional<DiskEncryption> disks() {
    return configuration.inspection().encryption(configuration.content().largestImage().bytes());
  }

  private static Optional<RecoveryKey> recoveryKey(TpmConfiguration settings) {
    return Optional.ofNullable(settings.recoveryKey())
        .map(file -> RecoveryKey.read(settings.recovery(), file));
  }

  private PolicyFolder policies(AttestationConfiguration rules, Database database) {
    return new PolicyFolder(
        rules.policies(),
        rules.rollOut(),
        new PolicyVerifier(trust.callers()::judge, Set.copyOf(rules.signers()), clock),
        new PolicyTable(database.jdbi()),
        clock);
  }

  /** By what nodes are judged; empty if there is nothing by which they could be. */
  Optional<JudgeByPolicies.Judging> judging() {
    return policies.map(
        folder ->
            new JudgeByPolicies.Judging(
                folder.policies(), configuration.judging().orElseThrow().policy()));
  }

  /** What takes confidential images; empty without QEMU's tools. */
  Optional<RegisterImage.Confidential> taking(ContentFolder folder, SecureRandom random) {
    return disks()
        .map(disks -> new ImageEncryption(disks, sealer, folder, random))
        .map(encryption -> new RegisterImage.Confidential(encryption, keys));
  }

  /** What releases keys; empty if there is nothing by which nodes could be judged. */
  Optional<KeyRelease> release(LookUpImage images, SecureRandom random) {
    return policies.map(
        folder ->
            new KeyRelease(
                new KeyRelease.Keys(new ImageKeys(images, keys, sealer), journal),
                rules(folder),
                clock,
                random));
  }

  private KeyRelease.Rules rules(PolicyFolder folder) {
    return new KeyRelease.Rules(
        makers.orElseThrow().certificates(),
        folder,
        configuration.judging().orElseThrow().policy());
  }

  @Override
  public void close() {
    watch.ifPresent(Watch::close);
    makers.map(Makers::watch).ifPresent(Watch::close);
  }
}
