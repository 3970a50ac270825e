package org.icecoat.plugin.attest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.icecoat.plugin.PluginException;
import org.icecoat.plugin.PluginFault;
import org.icecoat.plugin.configuration.TpmConfiguration;
import org.icecoat.trust.evidence.Evidence;
import org.icecoat.trust.evidence.Evidence.ImaFrom;
import org.icecoat.trust.ima.ImaVerifier;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PcrSelection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The logs of this machine that lead to its PCRs. */
final class NodeLogs {
  private static final Logger LOG = LoggerFactory.getLogger(NodeLogs.class);
  private static final int LONGEST_FIRMWARE_LOG = 1 << 20;
  private static final int LONGEST_IMA_LOG = 1 << 24;

  private final Path firmware;
  private final ImaList ima;

  NodeLogs(TpmConfiguration configuration) {
    this.firmware = configuration.firmwareLog();
    this.ima = new ImaList(configuration.imaLog());
  }

  /**
   * What is asked for.
   *
   * @param from where the kernel's list is to begin; without PCR 10 it proves nothing and is not
   *     sent
   * @param most bytes of all logs together
   */
  record Wish(PcrSelection selection, ImaFrom from, int most) {}

  /**
   * The logs as they are now. A log that is not there is empty: the verifier's policy judges that.
   *
   * @throws PluginException STORAGE_FAILED, with what to do, if one is there and cannot be read
   */
  Evidence.Logs read(Octets components, Wish wish) {
    Octets boot = firmware();
    if (!wish.selection().contains(ImaVerifier.PCR)) {
      return new Evidence.Logs(boot, components, Octets.EMPTY, wish.from(), false);
    }
    int room = wish.most() - boot.length() - components.length();
    ImaList.Part part = files(wish.from().lines(), Math.min(room, LONGEST_IMA_LOG));
    return new Evidence.Logs(boot, components, part.lines(), wish.from(), part.more());
  }

  private Octets firmware() {
    try (InputStream in = Files.newInputStream(firmware)) {
      return Octets.of(in.readNBytes(LONGEST_FIRMWARE_LOG));
    } catch (NoSuchFileException e) {
      return Octets.EMPTY;
    } catch (IOException e) {
      throw unreadable("The event log of the node's firmware", "tpm.firmware-log", firmware, e);
    }
  }

  private ImaList.Part files(long before, int most) {
    try {
      return ima.read(before, most);
    } catch (IOException e) {
      throw unreadable("The list of files of the node's kernel", "tpm.ima-log", ima.file(), e);
    }
  }

  private static PluginException unreadable(String log, String key, Path file, IOException cause) {
    LOG.error("{} cannot be read", file, cause);
    return new PluginException(
        PluginFault.STORAGE_FAILED,
        "%s cannot be read: let the plug-in's account read the file that %s names"
            .formatted(log, key),
        cause);
  }
}
