package org.icecoat.console.proof;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.identity.Dn;
import org.icecoat.domain.image.ImageId;
import org.icecoat.domain.image.Line;
import org.icecoat.domain.image.Manifest;
import org.icecoat.trust.log.EntryProof;
import org.icecoat.trust.log.ImageProof;
import org.icecoat.trust.log.LogEntry;
import org.icecoat.trust.log.LogKey;
import org.icecoat.trust.log.TreeHead;
import org.icecoat.trust.testing.TestingLog;
import org.icecoat.wire.store.ConsistencyType;
import org.icecoat.wire.store.ImageStateType;
import org.icecoat.wire.store.LoggedEntryType;
import org.icecoat.wire.store.Proofs;
import org.icecoat.wire.store.ProofsResponse;
import org.icecoat.wire.store.ProtectionType;
import org.icecoat.wire.store.RegisteredImageType;
import org.icecoat.wire.store.TreeHeadType;
import org.icecoat.wire.types.BootType;
import org.icecoat.wire.types.ContentType;
import org.icecoat.wire.types.DirectKernelType;
import org.icecoat.wire.types.ImageDescriptionType;
import org.icecoat.wire.types.ImageFormatType;
import org.icecoat.wire.types.ImageKindType;
import org.icecoat.wire.types.ManifestType;

/** An image with its true id, in a log that shows whatever it is told to. */
public final class TestingLoggedImage {
  private static final Dn CAROL = Dn.parse("CN=Carol,O=Grid");

  public final TestingLog log;
  private final Manifest manifest;
  private final RegisteredImageType wire = new RegisteredImageType();
  private LogEntry registration;
  private long position;
  private Optional<LogEntry> retirement = Optional.empty();

  public TestingLoggedImage(String name) {
    this(name, new TestingLog());
  }

  public TestingLoggedImage(String name, TestingLog log) {
    this(manifestOf(name, ImageKindType.KERNEL), log);
  }

  private TestingLoggedImage(ManifestType shown, TestingLog log) {
    this.log = log;
    wire.setManifest(shown);
    manifest = ManifestMapper.manifest(wire.getManifest());
    wire.getManifest().setId(manifest.id().toString());
    wire.setState(ImageStateType.AVAILABLE);
    wire.setRegisteredAt(TestingLog.NOW);
    wire.setRegisteredBy(CAROL.toString());
  }

  public static TestingLoggedImage ramdisk(String name, TestingLog log) {
    return new TestingLoggedImage(manifestOf(name, ImageKindType.INITIAL_RAMDISK), log);
  }

  /** A disk that is booted by those, in their log. */
  public static TestingLoggedImage disk(
      String name, TestingLoggedImage kernel, TestingLoggedImage ramdisk) {
    ManifestType disk = manifestOf(name, ImageKindType.DISK);
    DirectKernelType boot = new DirectKernelType();
    boot.setKernel(kernel.manifest.id().toString());
    boot.setInitialRamdisk(ramdisk.manifest.id().toString());
    boot.setCommandLine("quiet");
    disk.getDescription().setBoot(new BootType());
    disk.getDescription().getBoot().setDirectKernel(boot);
    disk.setVirtualMiB(64);
    return new TestingLoggedImage(disk, kernel.log);
  }

  private static ManifestType manifestOf(String name, ImageKindType kind) {
    ImageDescriptionType description = new ImageDescriptionType();
    description.setKind(kind);
    description.setName(name);
    description.setVersion("1");
    description.setArchitecture("x86_64");
    description.setFormat(ImageFormatType.RAW);
    ManifestType manifest = new ManifestType();
    manifest.setDescription(description);
    manifest.setContent(new ContentType());
    manifest.getContent().setRoot("sha256:" + "0".repeat(64));
    manifest.getContent().setBytes(4096);
    return manifest;
  }

  public RegisteredImageType wire() {
    return wire;
  }

  /** Appends its registration. */
  public TestingLoggedImage registered() {
    registration = LogEntry.registration(manifest, TestingLog.NOW, CAROL);
    position = log.append(registration);
    return this;
  }

  public void retired() {
    LogEntry end =
        LogEntry.retirement(
            manifest, new LogEntry.Act(TestingLog.NOW, CAROL, new Line("has a hole")));
    retirement = Optional.of(end);
    log.append(end);
  }

  /** Another image's registration. */
  public void grow(String name) {
    Manifest other = ManifestMapper.manifest(manifestOf(name, ImageKindType.KERNEL));
    log.append(LogEntry.registration(other, Instant.EPOCH, CAROL));
  }

  /** What an honest store answers. */
  public ProofsResponse answer(Proofs request) {
    return answer(
        request.getSince() == null ? OptionalLong.empty() : OptionalLong.of(request.getSince()));
  }

  private ProofsResponse answer(OptionalLong since) {
    ProofsResponse answer = new ProofsResponse();
    answer.setTreeHead(head(log.head()));
    answer.setKey(log.key().encoded());
    answer.setRegistration(logged(log.logged(registration, position)));
    retirement.ifPresent(
        end -> answer.setRetirement(logged(log.logged(end, log.tree().size() - 1))));
    since.ifPresent(
        from -> {
          ConsistencyType proof = new ConsistencyType();
          proof.setSince(from);
          log.tree().consistency(from, log.tree().size()).path().stream()
              .map(Sha256::toString)
              .forEach(proof.getHash()::add);
          answer.setConsistency(proof);
        });
    return answer;
  }

  /** Its place in the log, as a node keeps it. */
  public EntryProof proof() {
    return EntryProof.of(
        new ImageProof(log.shown(), log.logged(registration, position), Optional.empty()));
  }

  public ImageId id() {
    return manifest.id();
  }

  public LogKey key() {
    return log.key();
  }

  private TreeHeadType head(TreeHead head) {
    TreeHeadType answer = new TreeHeadType();
    answer.setLog(head.log().toString());
    answer.setSize(head.size());
    answer.setRoot(head.root().toString());
    answer.setSaidAt(head.at());
    answer.setCounter(head.counter());
    answer.setProtection(ProtectionType.TPM);
    answer.setSignature(log.sign(head).signature());
    return answer;
  }

  private static LoggedEntryType logged(ImageProof.Logged logged) {
    LoggedEntryType answer = new LoggedEntryType();
    answer.setPosition(logged.inclusion().index());
    answer.setEntry(logged.entry().bytes());
    logged.inclusion().path().stream().map(Sha256::toString).forEach(answer.getHash()::add);
    return answer;
  }
}
