package org.icecoat.imagestore.use;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.image.Boot;
import org.icecoat.domain.image.ImageDescription;
import org.icecoat.domain.image.ImageId;
import org.icecoat.domain.image.ImageKind;
import org.icecoat.domain.image.ImageUse;
import org.icecoat.domain.image.Manifest;
import org.icecoat.domain.resources.DiskMiB;
import org.icecoat.imagestore.authorization.Curator;
import org.icecoat.imagestore.catalogue.KeyStore;
import org.icecoat.imagestore.catalogue.RegisteredImage;
import org.icecoat.imagestore.confidential.EncryptedImage;
import org.icecoat.imagestore.confidential.ImageEncryption;
import org.icecoat.imagestore.content.ContentFolder;
import org.icecoat.imagestore.content.IncomingContent;
import org.icecoat.imagestore.fault.StoreException;
import org.icecoat.imagestore.fault.StoreFault;
import org.icecoat.imagestore.inspection.Inspection;
import org.icecoat.imagestore.log.ImageLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes a new image into the store, or leaves nothing behind. */
public final class RegisterImage {
  private static final Logger LOG = LoggerFactory.getLogger(RegisterImage.class);

  private final ImageLog log;
  private final ContentFolder folder;
  private final UnregisteredImages unregistered;
  private final Inspection inspection;
  private final Optional<Confidential> confidential;
  private final Clock clock;

  /** What takes confidential images: encryption, and where their sealed keys are kept. */
  public record Confidential(ImageEncryption encryption, KeyStore keys) {}

  /**
   * What registers images.
   *
   * @param unregistered removes what is kept of images that are then not registered
   * @param confidential empty if the store can take none
   */
  public RegisterImage(
      ImageLog log,
      ContentFolder folder,
      UnregisteredImages unregistered,
      Inspection inspection,
      Optional<Confidential> confidential,
      Clock clock) {
    this.log = log;
    this.folder = folder;
    this.unregistered = unregistered;
    this.inspection = inspection;
    this.confidential = confidential;
    this.clock = clock;
  }

  /**
   * What is to be registered.
   *
   * @param expectedRoot of the content's chunk tree, if the caller knows it
   * @param confidential whether it is to be encrypted
   * @param content is read to its end, not closed
   */
  public record Order(
      ImageDescription description,
      Optional<Sha256> expectedRoot,
      boolean confidential,
      InputStream content) {}

  /**
   * Registers an image. Doing so again gives the same image, as it was registered first; its
   * content is stored afresh, which repairs it. A confidential image is another one each time.
   *
   * @throws StoreException with the reason, if the image is refused
   */
  public RegisteredImage register(Curator curator, Order order) {
    log.requireSigner();
    requireBootImages(order.description());
    requireEncryptable(order);
    try (IncomingContent incoming = folder.receive(order.content())) {
      Sha256 root = incoming.tree().root();
      order.expectedRoot().ifPresent(expected -> requireRoot(expected, root));
      Optional<DiskMiB> size = inspect(incoming, order.description().use());
      RegisteredImage image =
          order.confidential()
              ? encrypted(curator, order.description(), incoming, size)
              : registered(
                  curator,
                  new Manifest(order.description(), incoming.content(), size),
                  () -> folder.keep(incoming));
      LOG.info("{} registered {} as {}", curator, order.description().title(), image.id());
      return image;
    } catch (StoreException e) {
      LOG.info(
          "Refused {} of {}: {} {}",
          order.description().title(),
          curator,
          e.fault(),
          e.getMessage());
      throw e;
    }
  }

  /** What is kept of an image that is not registered goes again. */
  private RegisteredImage registered(Curator curator, Manifest manifest, Runnable keep) {
    Sha256 root = manifest.content().root();
    unregistered.hold(root, manifest.id());
    try {
      keep.run();
      return log.register(
          RegisteredImage.of(
              manifest, clock.instant().truncatedTo(ChronoUnit.MICROS), curator.dn()));
    } finally {
      unregistered.release(root, manifest.id());
    }
  }

  /** The clear file goes as soon as the encrypted one is there, and before anybody sees that. */
  private RegisteredImage encrypted(
      Curator curator,
      ImageDescription description,
      IncomingContent clear,
      Optional<DiskMiB> size) {
    Confidential able = confidential.orElseThrow();
    try (EncryptedImage image = able.encryption().encrypt(clear, description, size)) {
      clear.close();
      if (!inspect(image.content(), image.manifest().description().use()).equals(size)) {
        throw new StoreException(StoreFault.STORE_BROKEN, "The encrypted disk has another size");
      }
      return registered(
          curator,
          image.manifest(),
          () -> {
            folder.keep(image.content());
            able.keys().keep(image.manifest().id(), image.key());
          });
    }
  }

  private void requireEncryptable(Order order) {
    if (order.description().format().confidential()) {
      throw StoreException.about(
          "Format",
          StoreFault.REQUEST_INVALID,
          "The store encrypts disks itself: send it in the clear, and ask for Confidential",
          null);
    }
    if (order.confidential() && order.description().disk().isEmpty()) {
      throw StoreException.about(
          "Confidential", StoreFault.REQUEST_INVALID, "Only disks can be confidential", null);
    }
    if (order.confidential() && confidential.isEmpty()) {
      throw new StoreException(
          StoreFault.CANNOT_ENCRYPT,
          "This store has no TPM, or no qemu-img, so it takes no confidential images; its"
              + " administrator can name a TPM in its configuration");
    }
  }

  private Optional<DiskMiB> inspect(IncomingContent incoming, ImageUse use) {
    try {
      return inspection.inspect(incoming.file(), use);
    } catch (IOException e) {
      throw new StoreException(
          StoreFault.STORE_BROKEN,
          "The store cannot inspect images now; its administrator finds the cause in the log",
          e);
    }
  }

  private static void requireRoot(Sha256 expected, Sha256 root) {
    if (!expected.equals(root)) {
      throw new StoreException(
          StoreFault.ROOT_DIFFERS,
          "What arrived has the root %s, promised was %s; send it again".formatted(root, expected));
    }
  }

  private void requireBootImages(ImageDescription description) {
    description
        .disk()
        .map(ImageUse.Disk::boot)
        .ifPresent(
            boot -> {
              if (boot instanceof Boot.DirectKernel direct) {
                requireImage(direct.kernel(), ImageKind.KERNEL);
                requireImage(direct.initialRamdisk(), ImageKind.INITIAL_RAMDISK);
              }
            });
  }

  private void requireImage(ImageId id, ImageKind kind) {
    Optional<RegisteredImage> image = log.find(id);
    if (image.isEmpty()) {
      throw new StoreException(
          StoreFault.BOOT_IMAGE_UNKNOWN,
          "The image boots with " + id + ", which is not registered; register it first");
    }
    if (image.get().manifest().description().kind() != kind) {
      throw new StoreException(
          StoreFault.BOOT_IMAGE_UNKNOWN,
          "The image boots with %s, which is registered as %s and not as %s"
              .formatted(id, image.get().manifest().description().kind(), kind));
    }
  }
}
