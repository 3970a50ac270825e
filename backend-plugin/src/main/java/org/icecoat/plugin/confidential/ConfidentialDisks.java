package org.icecoat.plugin.confidential;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.icecoat.domain.image.ImageId;
import org.icecoat.plugin.PluginException;
import org.icecoat.plugin.PluginFault;
import org.icecoat.plugin.record.DurableFile;
import org.icecoat.plugin.spec.DiskKeys;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.evidence.QuoteExpectation;
import org.icecoat.trust.secret.DiskKey;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PcrBank;
import org.icecoat.trust.structure.PcrSelection;
import org.icecoat.trust.tpm.Tpm;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys of VMs of confidential images. Each VM's folder keeps the image's key and that of its
 * own disk, both sealed by the node's TPM; what is removed with the folder is gone.
 */
public final class ConfidentialDisks {
  private static final Logger LOG = LoggerFactory.getLogger(ConfidentialDisks.class);
  private static final String IMAGE = "image.key";
  private static final String OVERLAY = "disk.key";

  private final KeySeal seal;
  private final KeySource source;
  private final Runnable measuring;
  private final int pcr;
  private final Supplier<DiskKey> fresh;

  /**
   * What opens keys by that TPM.
   *
   * @param measuring has the TPM measure what has changed on the node: it runs before a key is
   *     opened, so that none is on a node that is not as it was
   * @param pcr into which that goes, so each key has to be bound to it
   * @param fresh gives keys for VMs' own disks
   */
  public ConfidentialDisks(
      Tpm tpm, KeySource source, Runnable measuring, int pcr, Supplier<DiskKey> fresh) {
    this.seal = new KeySeal(tpm);
    this.source = source;
    this.measuring = measuring;
    this.pcr = pcr;
    this.fresh = fresh;
  }

  /**
   * Whose keys.
   *
   * @param folder of the VM
   */
  public record Place(Path folder, URI store, ImageId image) {}

  /** A VM of the image may be ordered soon. Returns at once. */
  public void expect(URI store, ImageId image) {
    source.expect(store, image);
  }

  /**
   * The keys, for the caller to close. The image's is asked of the store if the VM has none yet, or
   * one that the TPM does not reveal any more; that of the VM's disk is made with the VM, and no
   * store has it.
   *
   * @throws PluginException KEY_REFUSED, KEY_LOCKED, STORE_UNREACHABLE, TPM_FAILED, STORAGE_FAILED
   */
  public DiskKeys open(Place place) {
    measuring.run();
    SealedDiskKey image = kept(place, IMAGE).orElseGet(() -> released(place));
    DiskKey base;
    try {
      base = seal.open(image);
    } catch (PluginException locked) {
      if (locked.fault() != PluginFault.KEY_LOCKED) {
        throw locked;
      }
      LOG.info("The key of {} is asked for again: {}", place.image(), locked.getMessage());
      image = released(place);
      base = seal.open(image);
    }
    try {
      return new DiskKeys(base, overlay(place, image));
    } catch (PluginException e) {
      base.close();
      throw e;
    }
  }

  private SealedDiskKey released(Place place) {
    WrappedKey key = source.key(place.store(), place.image());
    requireBinding(key.pcrs());
    return keep(place, IMAGE, seal.take(key));
  }

  /** The VM's own disk is sealed to the same PCRs: a store must not choose such as bind nothing. */
  private void requireBinding(PcrSelection pcrs) {
    if (pcrs.bank() != PcrBank.SHA256
        || !pcrs.contains(pcr)
        || QuoteExpectation.RESETTABLE.stream().anyMatch(pcrs::contains)) {
      throw new PluginException(
          PluginFault.KEY_REFUSED,
          ("The image store's key is bound to %s: its policy has to quote PCR %d of SHA-256, and"
                  + " none that software can reset")
              .formatted(pcrs, pcr));
    }
  }

  private DiskKey overlay(Place place, SealedDiskKey image) {
    Optional<SealedDiskKey> kept = kept(place, OVERLAY);
    if (kept.isPresent()) {
      return reopened(kept.get());
    }
    requireBinding(image.pcrs());
    DiskKey own = fresh.get();
    try {
      keep(place, OVERLAY, seal.seal(own, image));
      return own;
    } catch (PluginException e) {
      own.close();
      throw e;
    }
  }

  private DiskKey reopened(SealedDiskKey sealed) {
    try {
      return seal.open(sealed);
    } catch (PluginException e) {
      if (e.fault() != PluginFault.KEY_LOCKED) {
        throw e;
      }
      throw new PluginException(
          PluginFault.KEY_LOCKED,
          "The VM's disk cannot be read: "
              + e.getMessage()
              + ". Bring the node back to what it was and reboot it, or destroy the VM",
          e);
    }
  }

  private static Optional<SealedDiskKey> kept(Place place, String name) {
    Path file = place.folder().resolve(name);
    try {
      return Files.exists(file)
          ? Optional.of(SealedDiskKey.parse(Octets.of(Files.readAllBytes(file))))
          : Optional.empty();
    } catch (IOException | TrustException e) {
      throw new PluginException(
          PluginFault.STORAGE_FAILED, "A sealed key of the VM cannot be read on the node", e);
    }
  }

  private static SealedDiskKey keep(Place place, String name, SealedDiskKey key) {
    try {
      DurableFile.write(place.folder().resolve(name), key.wire().bytes());
      return key;
    } catch (IOException e) {
      throw new PluginException(
          PluginFault.STORAGE_FAILED, "A sealed key of the VM cannot be kept on the node", e);
    }
  }
}
