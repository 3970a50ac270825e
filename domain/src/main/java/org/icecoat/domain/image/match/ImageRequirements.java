package org.icecoat.domain.image.match;

import java.util.List;
import java.util.Optional;
import org.icecoat.domain.component.Architecture;
import org.icecoat.domain.component.ComponentRequirement;
import org.icecoat.domain.image.ImageId;
import org.icecoat.domain.image.ImageName;
import org.icecoat.domain.image.Line;
import org.icecoat.domain.image.Manifest;

/** Which images will do: one id, or everything that is said of a description. */
public sealed interface ImageRequirements {
  /** Matches one image; the kind of image and whether it is retired are not looked at. */
  ImageMatch match(Manifest manifest);

  /** One image and no other. */
  record ById(ImageId id) implements ImageRequirements {
    @Override
    public ImageMatch match(Manifest manifest) {
      return DescriptionMatch.byId(id, manifest);
    }
  }

  /**
   * Any image of which all of this is true. Names are compared without regard to case; each word of
   * {@code text} must occur in the name, the summary or a component's name ({@link Line#EMPTY}:
   * none is asked for).
   */
  record ByDescription(
      Optional<ImageName> name,
      Optional<ComponentRequirement> operatingSystem,
      Optional<Architecture> architecture,
      List<ComponentRequirement> components,
      Line text)
      implements ImageRequirements {
    private static final int MAXIMAL_COMPONENTS = 64;

    public ByDescription {
      components = List.copyOf(components);
      if (components.size() > MAXIMAL_COMPONENTS) {
        throw new IllegalArgumentException("A request names at most 64 components");
      }
    }

    /** Asks for nothing: every image fits. */
    public static ByDescription anything() {
      return new ByDescription(
          Optional.empty(), Optional.empty(), Optional.empty(), List.of(), Line.EMPTY);
    }

    @Override
    public ImageMatch match(Manifest manifest) {
      return new DescriptionMatch(manifest).with(this);
    }
  }
}
