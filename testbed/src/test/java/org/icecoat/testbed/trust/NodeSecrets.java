package org.icecoat.testbed.trust;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.icecoat.domain.vm.VmId;
import org.icecoat.testbed.grid.GridService;
import org.icecoat.testbed.hostile.Bytes;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PcrSelection;
import org.icecoat.trust.structure.WireReader;
import org.icecoat.trust.tpm.LoadableObject;
import org.icecoat.trust.tpm.Tcti;
import org.icecoat.trust.tpm.Tpm;
import org.icecoat.trust.tpm.TpmSettings;
import org.icecoat.trust.tpm.esys.EsysTpm;

/** The keys that a node keeps for the VMs of confidential images. */
final class NodeSecrets {
  /** The image's, and that of the VM's own disk over it. */
  private static final List<String> KEYS = List.of("image.key", "disk.key");

  private static final int LONGEST_OBJECT = 4096;
  private static final long LONGEST_FILE = 32L << 20;

  private final AttestedGrid grid;
  private final String node;

  NodeSecrets(AttestedGrid grid, String node) {
    this.grid = grid;
    this.node = node;
  }

  /** Files with a key of that VM, sealed, anywhere in the grid. */
  List<Path> files(VmId vm) {
    Path top = grid.grid().grid().plan().folder();
    try (Stream<Path> all = Files.walk(top)) {
      return all.filter(file -> KEYS.contains(file.getFileName().toString()))
          .filter(file -> file.toString().contains(vm.toString()))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Files below a folder, but disks, that hold one of these byte strings. */
  static List<Path> filesWith(Path folder, List<byte[]> forms) {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
          .filter(file -> holds(file, forms))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean holds(Path file, List<byte[]> forms) {
    try {
      if (Files.size(file) > LONGEST_FILE) {
        return false;
      }
      byte[] bytes = Files.readAllBytes(file);
      return Bytes.containsAny(bytes, forms);
    } catch (NoSuchFileException e) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The keys of the VM's disks: its plug-in stands still while the node's TPM reveals them. */
  List<byte[]> keys(VmId vm) {
    GridService plugin = grid.grid().service(node);
    plugin.stop();
    try (Tpm tpm = open()) {
      return files(vm).stream().map(file -> unsealed(tpm, file)).toList();
    } finally {
      plugin.start();
    }
  }

  private static byte[] unsealed(Tpm tpm, Path file) {
    try {
      WireReader wire = WireReader.of(Octets.of(Files.readAllBytes(file)), "A sealed key");
      PcrSelection pcrs = PcrSelection.readList(wire).get(0);
      return tpm.unseal(LoadableObject.parse(wire.sized(LONGEST_OBJECT)), pcrs);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Tpm open() {
    return EsysTpm.open(
        TpmSettings.of(new Tcti(grid.tpm(node).tcti())),
        work -> {
          Thread thread = new Thread(work, "node-secrets");
          thread.setDaemon(true);
          return thread;
        });
  }
}
