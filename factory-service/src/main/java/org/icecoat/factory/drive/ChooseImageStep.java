package org.icecoat.factory.drive;

import java.time.Instant;
import java.util.List;
import org.icecoat.domain.vm.VmState;
import org.icecoat.factory.deploy.MatchResult;
import org.icecoat.factory.fault.FactoryException;
import org.icecoat.factory.fault.FactoryFault;
import org.icecoat.factory.fault.Reason;
import org.icecoat.factory.image.ImageHit;
import org.icecoat.factory.vm.Vm;

/**
 * Chooses the image of a VM that is deployed later than it was asked for. Undone by nothing: the
 * choice binds nobody.
 */
final class ChooseImageStep implements Step {
  private static final int MOST_TRIES = 10;

  private final ImageChoice images;

  ChooseImageStep(ImageChoice images) {
    this.images = images;
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
    MatchResult match = images.match(vm);
    ImageHit best = match.chosen().orElseThrow(() -> noImage(match));
    return images.take(best, "image-chosen", now);
  }

  private static FactoryException noImage(MatchResult match) {
    return new FactoryException(
        FactoryFault.NOTHING_FITS, "No image fits the request: " + told(match.imageReasons()));
  }

  static String told(List<Reason> reasons) {
    return String.join("; ", reasons.stream().limit(10).map(Reason::toString).toList());
  }
}
