package org.icecoat.factory.drive;

import java.time.Instant;
import java.util.Optional;
import org.icecoat.factory.deploy.MatchResult;
import org.icecoat.factory.deploy.Matchmaker;
import org.icecoat.factory.fault.FactoryException;
import org.icecoat.factory.image.BootableImage;
import org.icecoat.factory.image.ImageCatalogue;
import org.icecoat.factory.image.ImageHit;
import org.icecoat.factory.vm.Vm;
import org.icecoat.factory.vm.VmUpdate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Chooses images for VMs that have no node yet: such a choice binds nobody. */
final class ImageChoice {
  private static final Logger LOG = LoggerFactory.getLogger(ImageChoice.class);

  private final Matchmaker matchmaker;
  private final ImageCatalogue catalogue;

  ImageChoice(Matchmaker matchmaker, ImageCatalogue catalogue) {
    this.matchmaker = matchmaker;
    this.catalogue = catalogue;
  }

  MatchResult match(Vm vm) {
    return matchmaker.match(vm.origin().request(), vm.terms().resources(), vm.placed().avoided());
  }

  /** The VM has the image from now on. */
  StepResult take(ImageHit hit, String event, Instant now) {
    BootableImage image = catalogue.bootable(hit.manifest());
    return new StepResult.Changed(
        v ->
            VmUpdate.told(
                v.withPlaced(v.placed().withImage(image)),
                now,
                event,
                image.disk().description().title().toString()));
  }

  /**
   * Takes an image that another node would run, where none has room for the present one; empty if
   * there is none, or the store does not answer: then the VM waits on with the image that it has.
   */
  Optional<StepResult> another(Vm vm, Instant now) {
    try {
      MatchResult match = match(vm);
      return match
          .chosen()
          .filter(hit -> match.fits() && !isImageOf(vm, hit))
          .map(hit -> take(hit, "image-changed", now));
    } catch (FactoryException e) {
      LOG.info("No other image for {}: {}", vm.id().handle(), e.getMessage());
      return Optional.empty();
    }
  }

  private static boolean isImageOf(Vm vm, ImageHit hit) {
    return vm.placed().image().filter(image -> image.disk().equals(hit.manifest())).isPresent();
  }
}
