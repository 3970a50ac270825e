package org.icecoat.console.deploy;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.icecoat.console.asked.Asked;
import org.icecoat.console.command.Session;
import org.icecoat.console.failure.ConsoleException;
import org.icecoat.console.failure.ConsoleFault;
import org.icecoat.domain.component.Architecture;
import org.icecoat.domain.component.ComponentName;
import org.icecoat.domain.component.ComponentRequirement;
import org.icecoat.domain.component.VersionConstraint;
import org.icecoat.domain.image.ImageId;
import org.icecoat.domain.image.ImageName;
import org.icecoat.domain.image.Line;
import org.icecoat.domain.image.match.ImageRequirements;
import org.icecoat.wire.factory.VmRequestType;
import org.icecoat.wire.types.ComponentRequirementType;
import org.icecoat.wire.types.ImageRequirementsType;

/** What of a request can be held against a VM later on. */
public final class AskedRequests {
  private AskedRequests() {}

  /**
   * Reads the application's files.
   *
   * @throws ConsoleException USAGE
   */
  static Asked of(VmRequestType request) {
    return new Asked(
        Optional.of(image(request.getImage())),
        Optional.of(
            new Asked.Code(
                Optional.ofNullable(request.getApplication()).map(ApplicationDigest::of))));
  }

  /** What a request file of {@code icecoat deploy} asks for. */
  public static Asked file(Session session, Path file) {
    Path path = session.surroundings().place().folder().resolve(file);
    return of(Requests.of(session, new RequestFile(path).read()));
  }

  /** What {@code --image} of {@code icecoat deploy} asks for. */
  public static ImageRequirements image(Session session, String text) {
    Map<RequestKey, List<String>> values = new EnumMap<>(RequestKey.class);
    values.put(RequestKey.IMAGE, List.of(text));
    return image(Requests.of(session, new RequestValues(values)).getImage());
  }

  private static ImageRequirements image(ImageRequirementsType wire) {
    try {
      return requirements(wire);
    } catch (IllegalArgumentException e) {
      throw new ConsoleException(ConsoleFault.USAGE, "Which image? " + e.getMessage(), e);
    }
  }

  private static ImageRequirements requirements(ImageRequirementsType wire) {
    if (wire.getId() != null) {
      return new ImageRequirements.ById(ImageId.parse(wire.getId()));
    }
    return new ImageRequirements.ByDescription(
        Optional.ofNullable(wire.getName()).map(ImageName::new),
        Optional.ofNullable(wire.getOperatingSystem()).map(AskedRequests::component),
        Optional.ofNullable(wire.getArchitecture()).map(Architecture::parse),
        wire.getComponent().stream().map(AskedRequests::component).toList(),
        wire.getText() == null ? Line.EMPTY : new Line(wire.getText()));
  }

  private static ComponentRequirement component(ComponentRequirementType wire) {
    return new ComponentRequirement(
        new ComponentName(wire.getName()),
        Optional.ofNullable(wire.getVersion()).map(VersionConstraint::parse));
  }
}
