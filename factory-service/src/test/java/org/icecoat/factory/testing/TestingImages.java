package org.icecoat.factory.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.icecoat.domain.component.Architecture;
import org.icecoat.domain.component.Component;
import org.icecoat.domain.component.Version;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.image.Boot;
import org.icecoat.domain.image.Content;
import org.icecoat.domain.image.ImageDescription;
import org.icecoat.domain.image.ImageFormat;
import org.icecoat.domain.image.ImageName;
import org.icecoat.domain.image.ImageTitle;
import org.icecoat.domain.image.ImageUse;
import org.icecoat.domain.image.Line;
import org.icecoat.domain.image.Manifest;
import org.icecoat.domain.image.match.ImageMatch;
import org.icecoat.domain.image.match.ImageRequirements;
import org.icecoat.domain.resources.DiskMiB;
import org.icecoat.domain.resources.MemoryMiB;
import org.icecoat.factory.fault.FactoryException;
import org.icecoat.factory.fault.FactoryFault;
import org.icecoat.factory.fault.Reason;
import org.icecoat.factory.image.BootableImage;
import org.icecoat.factory.image.ImageCatalogue;
import org.icecoat.factory.image.ImageHit;
import org.icecoat.factory.image.ImageSearch;

/** An image store in memory, which can be out of order. */
public final class TestingImages implements ImageCatalogue {
  public static final Manifest HMMER = image("hmmer-vm", "x86_64", Component.of("hmmer", "3.3.2"));

  private final List<Manifest> images = new CopyOnWriteArrayList<>(List.of(HMMER));
  private final AtomicInteger searches = new AtomicInteger();
  private volatile boolean broken;
  private final AtomicReference<Runnable> once = new AtomicReference<>(() -> {});
  private volatile Optional<FactoryException> refusal = Optional.empty();

  public static Manifest image(String name, String architecture, Component component) {
    ImageTitle title = new ImageTitle(new ImageName(name), new Version("1.0"), Line.EMPTY);
    ImageUse.Disk disk =
        new ImageUse.Disk(
            ImageFormat.QCOW2,
            Optional.of(Component.of("debian", "12")),
            new Boot.Uefi(),
            Optional.of(new MemoryMiB(64)));
    return new Manifest(
        new ImageDescription(title, new Architecture(architecture), List.of(component), disk),
        new Content(Sha256.parse("ab".repeat(32)), 5_000_000),
        Optional.of(new DiskMiB(1024)));
  }

  public void add(Manifest image) {
    images.add(image);
  }

  public void forget() {
    images.clear();
  }

  public void breakDown(boolean down) {
    broken = down;
  }

  /** Each image is found, and is not proved. */
  public void doubt(FactoryException why) {
    refusal = Optional.of(why);
  }

  /** Happens after the next search has begun, and before its answer. */
  public void duringNextSearch(Runnable event) {
    once.set(event);
  }

  /** How often it was searched, in vain too. */
  public int searches() {
    return searches.get();
  }

  @Override
  public ImageSearch search(ImageRequirements requirements) {
    searches.incrementAndGet();
    once.getAndSet(() -> {}).run();
    requireUp();
    List<ImageHit> hits = new ArrayList<>();
    List<Reason> reasons = new ArrayList<>();
    for (Manifest image : images) {
      if (requirements.match(image) instanceof ImageMatch.Fits fits) {
        hits.add(new ImageHit(image, fits.score()));
      } else if (requirements.match(image) instanceof ImageMatch.DoesNotFit not) {
        not.reasons()
            .forEach(
                why ->
                    reasons.add(
                        new Reason(
                            image.description().title().toString(),
                            why.code().name(),
                            why.description())));
      }
    }
    return new ImageSearch(hits, reasons);
  }

  @Override
  public BootableImage bootable(Manifest disk) {
    requireUp();
    if (refusal.isPresent()) {
      throw refusal.get();
    }
    return new BootableImage(disk, List.of());
  }

  private void requireUp() {
    if (broken) {
      throw new FactoryException(
          FactoryFault.STORE_UNAVAILABLE, "The image store does not answer.");
    }
  }
}
