package org.icecoat.console.remote;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.icecoat.console.failure.ConsoleException;
import org.icecoat.console.failure.ConsoleFault;
import org.icecoat.console.failure.Reason;
import org.icecoat.console.view.ImageView;
import org.icecoat.domain.image.ImageId;
import org.icecoat.wire.store.GetImage;
import org.icecoat.wire.store.RegisteredImageType;
import org.icecoat.wire.store.Search;
import org.icecoat.wire.types.ImageRequirementsType;

/** Finds the image that a user means: by id or a part of it, by name, or by name and version. */
public final class ImageFinder {
  private static final String DIGEST = "sha256:";
  private static final Pattern ID = Pattern.compile("sha256:[0-9a-f]{64}");
  private static final Pattern PREFIX = Pattern.compile("(sha256:)?[0-9a-f]{4,64}");

  private final Supplier<Services> services;

  public ImageFinder(Supplier<Services> services) {
    this.services = services;
  }

  /**
   * A whole id is asked for as it is; for anything else the store is searched.
   *
   * @throws ConsoleException NOT_FOUND, with the candidates if there is more than one
   */
  public ImageView.Full find(String text) {
    return id(text).isPresent() ? get(text) : one(text, candidates(text));
  }

  /** The whole id; empty if the text means an image otherwise. */
  public static Optional<ImageId> id(String text) {
    return ID.matcher(text).matches() ? Optional.of(ImageId.parse(text)) : Optional.empty();
  }

  private ImageView.Full get(String id) {
    GetImage request = new GetImage();
    request.setId(id);
    return ImageView.Full.of(
        Remote.call(() -> services.get().store().getImage(request)).getImage());
  }

  private List<ImageView.Full> candidates(String text) {
    Search search = new Search();
    search.setRequirements(new ImageRequirementsType());
    search.setEverything(true);
    return Remote.call(() -> services.get().store().search(search)).getHit().stream()
        .map(hit -> full(hit.getImage()))
        .filter(image -> fits(image.image(), text))
        .toList();
  }

  private static ImageView.Full full(RegisteredImageType wire) {
    return ImageView.Full.of(wire);
  }

  private static boolean fits(ImageView image, String text) {
    boolean byId =
        PREFIX.matcher(text).matches()
            && (image.id().startsWith(text) || image.id().startsWith(DIGEST + text));
    return byId || image.name().equals(text) || (image.name() + ":" + image.version()).equals(text);
  }

  private static ImageView.Full one(String text, List<ImageView.Full> found) {
    List<ImageView.Full> available =
        found.stream().filter(image -> image.state().equals("Available")).toList();
    List<ImageView.Full> counted = available.isEmpty() ? found : available;
    if (counted.size() == 1) {
      return counted.get(0);
    }
    throw new ConsoleException(
        ConsoleFault.NOT_FOUND,
        counted.isEmpty()
            ? "The store has no image '" + text + "'; 'icecoat image search' shows what it has"
            : "'" + text + "' may be one of " + counted.size() + " images; add :VERSION or use ids",
        counted.stream().map(ImageFinder::candidate).toList(),
        null);
  }

  private static Reason candidate(ImageView.Full one) {
    ImageView image = one.image();
    String named = image.name() + ":" + image.version();
    return new Reason("image", named, "", image.id() + ", " + one.state());
  }
}
