package org.icecoat.factory.drive;

import java.time.Instant;
import java.util.List;
import org.icecoat.domain.vm.VmState;
import org.icecoat.factory.deploy.MatchResult;
import org.icecoat.factory.deploy.Matchmaker;
import org.icecoat.factory.fault.FactoryException;
import org.icecoat.factory.fault.FactoryFault;
import org.icecoat.factory.fault.Reason;
import org.icecoat.factory.image.BootableImage;
import org.icecoat.factory.image.ImageCatalogue;
import org.icecoat.factory.vm.Vm;
import org.icecoat.factory.vm.VmUpdate;

/**
 * Chooses the image of a VM that is deployed later than it was asked for. Undone by nothing: the
 * choice binds nobody.
 */
final class ChooseImageStep implements Step {
  private static final int MOST_TRIES = 10;

  private final Matchmaker matchmaker;
  private final ImageCatalogue catalogue;

  ChooseImageStep(Matchmaker matchmaker, ImageCatalogue catalogue) {
    this.matchmaker = matchmaker;
    this.catalogue = catalogue;
  }

  @Override
  public String name() {
    return "choose-image";
  }

  @Override
  public boolean isDue(Vm vm) {
    return vm.state() == VmState.REQUESTED && vm.node().isEmpty() && vm.placed().image().isEmpty();
  }

  @Override
  public int mostTries() {
    return MOST_TRIES;
  }

  @Override
  public StepResult act(Vm vm, Instant now) {
    if (DueTime.isEarly(vm, now)) {
      return new StepResult.WaitUntil(DueTime.begin(vm));
    }
    MatchResult match = matchmaker.match(vm.origin().request(), vm.terms().resources(), List.of());
    if (match.chosen().isEmpty()) {
      throw new FactoryException(
          FactoryFault.NOTHING_FITS, "No image fits the request: " + told(match.imageReasons()));
    }
    BootableImage image = catalogue.bootable(match.chosen().get().manifest());
    return new StepResult.Changed(
        v ->
            VmUpdate.told(
                v.withPlaced(v.placed().withImage(image)),
                now,
                "image-chosen",
                image.disk().description().title().toString()));
  }

  static String told(List<Reason> reasons) {
    return String.join("; ", reasons.stream().limit(10).map(Reason::toString).toList());
  }
}
