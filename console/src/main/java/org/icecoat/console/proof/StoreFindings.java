package org.icecoat.console.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.icecoat.console.failure.ConsoleException;
import org.icecoat.console.failure.ConsoleFault;
import org.icecoat.console.remote.Remote;
import org.icecoat.console.remote.Services;
import org.icecoat.console.remote.StoreAccusation;
import org.icecoat.domain.image.ImageId;
import org.icecoat.wire.oasis.rp.GetResourcePropertyDocument;
import org.icecoat.wire.store.StoreProperties;
import org.icecoat.wire.types.HealthFindingType;

/** What a store has found wrong with itself, and says so. */
public final class StoreFindings {
  private static final String LOG = "log";
  private static final String CONTENT = "content";

  /** The code of a store whose log is not in order, which each finding of that explains. */
  private static final String INCONSISTENT = "STORE_INCONSISTENT";

  /** The TPM does not answer: nothing is wrong by that. */
  private static final String SILENT = "SIGNER_SILENT";

  private final Supplier<Services> services;

  public StoreFindings(Supplier<Services> services) {
    this.services = services;
  }

  /** What it says of its log and of that image. */
  public List<Claim> about(ImageId image) {
    return claims(one -> ofLog(one) || one.getDescription().contains(image.handle()));
  }

  /**
   * Why it does not show an image, as far as that lies in what it has against itself; empty if it
   * has nothing.
   *
   * @param image empty if only a name is known: then what it says of any may be meant
   * @param why the call failed
   */
  public List<Claim> withholding(Optional<ImageId> image, ConsoleException why) {
    List<Claim> found = image.map(this::about).orElseGet(() -> claims(one -> !ofContent(one)));
    List<Claim> claims = new ArrayList<>(found);
    StoreAccusation.in(why)
        .filter(code -> code.equals(INCONSISTENT) ? found.isEmpty() : !Claims.refuted(found))
        .ifPresent(code -> claims.add(Claim.refuted(LOG, told(why.getMessage(), code))));
    return claims;
  }

  private List<Claim> claims(Predicate<HealthFindingType> wanted) {
    return all().stream().filter(wanted).map(StoreFindings::claim).toList();
  }

  /** None if the store does not answer; then there is more to say than that. */
  private List<HealthFindingType> all() {
    try {
      GetResourcePropertyDocument request = new GetResourcePropertyDocument();
      Object shown =
          Remote.call(() -> services.get().store().getResourcePropertyDocument(request)).getAny();
      return Optional.ofNullable(shown)
          .filter(StoreProperties.class::isInstance)
          .map(StoreProperties.class::cast)
          .map(StoreProperties::getFinding)
          .orElse(List.of());
    } catch (ConsoleException e) {
      if (e.fault() == ConsoleFault.INTERRUPTED) {
        throw e;
      }
      return List.of();
    }
  }

  private static boolean ofLog(HealthFindingType one) {
    return !one.getCode().startsWith("ROW_") && !ofContent(one);
  }

  private static boolean ofContent(HealthFindingType one) {
    return one.getCode().startsWith("CONTENT_");
  }

  private static Claim claim(HealthFindingType one) {
    String what = ofContent(one) ? CONTENT : LOG;
    String why = told(one.getDescription(), one.getCode());
    return one.getCode().equals(SILENT) ? Claim.unproved(what, why) : Claim.refuted(what, why);
  }

  private static String told(String sentence, String code) {
    return "%s (%s)".formatted(sentence, code);
  }
}
