package org.icecoat.plugin.vm;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.vm.VmId;
import org.icecoat.plugin.PluginException;
import org.icecoat.plugin.PluginFault;
import org.icecoat.plugin.record.DurableFile;
import org.icecoat.plugin.record.RecordCodec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The records of all VMs, one folder each, and the archives that have just arrived. */
public final class VmRecords {
  private static final Logger LOG = LoggerFactory.getLogger(VmRecords.class);

  /** 64 MiB of files, and what the archive's form adds for at most 256 of them. */
  private static final long LARGEST_ARCHIVE = (64L << 20) + (1L << 20);

  private final Path vms;
  private final Path inbox;
  private final RecordCodec codec;

  /** The folder is made if it is not there. What was arriving when the plug-in died is removed. */
  public VmRecords(Path folder, RecordCodec codec) throws IOException {
    this.vms = Files.createDirectories(folder.resolve("vms"));
    this.inbox = Files.createDirectories(folder.resolve("inbox"));
    this.codec = codec;
    try (Stream<Path> rests = Files.list(inbox)) {
      for (Path rest : rests.toList()) {
        Files.delete(rest);
      }
    }
  }

  VmFolder folder(VmId id) {
    return new VmFolder(vms.resolve(id.toString()));
  }

  /** All records; folders without one are removed. */
  List<VmRecord> load() throws IOException {
    List<VmRecord> records = new ArrayList<>();
    try (Stream<Path> folders = Files.list(vms)) {
      for (Path folder : folders.toList()) {
        load(new VmFolder(folder)).ifPresent(records::add);
      }
    }
    return records;
  }

  private Optional<VmRecord> load(VmFolder folder) throws IOException {
    if (!Files.exists(folder.record())) {
      folder.remove();
      return Optional.empty();
    }
    try {
      return Optional.of(codec.decode(Files.readString(folder.record()), VmRecord.class));
    } catch (UncheckedIOException | CharacterCodingException e) {
      LOG.error(
          "{} cannot be understood: its VM is left alone until it is destroyed or placed anew",
          folder.record(),
          e);
      return Optional.empty();
    }
  }

  void save(VmRecord record) {
    VmFolder folder = folder(record.id());
    guarded(
        () -> {
          Files.createDirectories(folder.folder());
          DurableFile.write(folder.record(), codec.encode(record));
        });
  }

  /** Whether there is anything of the VM, if only a record that cannot be read. */
  boolean holds(VmId id) {
    return Files.exists(folder(id).folder());
  }

  void trim(VmId id) {
    guarded(() -> folder(id).trimConsole());
  }

  void remove(VmId id) {
    guarded(() -> folder(id).remove());
  }

  /**
   * Takes an archive in.
   *
   * @throws PluginException DIGEST_MISMATCH or INVALID_REQUEST (too large); nothing is left then
   */
  public Path receive(InputStream archive, Sha256 digest) throws IOException {
    Path file = inbox.resolve(UUID.randomUUID() + ".tar");
    boolean kept = false;
    try (OutputStream out = Files.newOutputStream(file)) {
      DigestInputStream in = new DigestInputStream(archive, sha256());
      copy(in, out);
      if (!Sha256.of(in.getMessageDigest().digest()).equals(digest)) {
        throw new PluginException(
            PluginFault.DIGEST_MISMATCH,
            "Application.Archive: its bytes do not have the digest " + digest);
      }
      kept = true;
      return file;
    } finally {
      if (!kept) {
        Files.deleteIfExists(file);
      }
    }
  }

  private static void copy(InputStream in, OutputStream out) throws IOException {
    byte[] buffer = new byte[1 << 16];
    long total = 0;
    for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
      total += count;
      if (total > LARGEST_ARCHIVE) {
        throw new PluginException(
            PluginFault.INVALID_REQUEST, "Application.Archive: at most 64 MiB are taken");
      }
      out.write(buffer, 0, count);
    }
  }

  void adopt(Path archive, VmId id) {
    VmFolder folder = folder(id);
    guarded(
        () -> {
          Files.createDirectories(folder.folder());
          Files.move(archive, folder.application(), StandardCopyOption.ATOMIC_MOVE);
        });
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  /** Something with files. */
  @FunctionalInterface
  private interface Access {
    void take() throws IOException;
  }

  private static void guarded(Access access) {
    try {
      access.take();
    } catch (IOException e) {
      throw new PluginException(
          PluginFault.STORAGE_FAILED, "The node cannot write its records: is its disk full?", e);
    }
  }
}
