package org.icecoat.factory.soap;

import static org.icecoat.factory.soap.Requests.REQUEST;

import java.util.List;
import java.util.Optional;
import org.icecoat.domain.component.Architecture;
import org.icecoat.domain.component.ComponentName;
import org.icecoat.domain.component.ComponentRequirement;
import org.icecoat.domain.component.VersionConstraint;
import org.icecoat.domain.image.ImageId;
import org.icecoat.domain.image.ImageName;
import org.icecoat.domain.image.Line;
import org.icecoat.domain.image.match.ImageRequirements;
import org.icecoat.wire.types.ComponentRequirementType;
import org.icecoat.wire.types.ImageRequirementsType;

/** Reads the requirements that clients send. */
final class ImageRequirementsReader {
  private ImageRequirementsReader() {}

  static ImageRequirements requirements(ImageRequirementsType wire) {
    Optional<ImageId> id = REQUEST.optional("Image/Id", wire.getId(), ImageId::parse);
    List<ComponentRequirement> components =
        wire.getComponent().stream()
            .map(each -> component("Image/Component", each.getName(), each.getVersion()))
            .toList();
    Optional<ComponentRequirementType> system = Optional.ofNullable(wire.getOperatingSystem());
    if (id.isPresent()) {
      return new ImageRequirements.ById(id.get());
    }
    return new ImageRequirements.ByDescription(
        REQUEST.optional("Image/Name", wire.getName(), ImageName::new),
        system.map(os -> component("Image/OperatingSystem", os.getName(), os.getVersion())),
        REQUEST.optional("Image/Architecture", wire.getArchitecture(), Architecture::parse),
        components,
        REQUEST.optional("Image/Text", wire.getText(), Line::new).orElse(Line.EMPTY));
  }

  static ComponentRequirement component(String field, String name, String version) {
    return new ComponentRequirement(
        REQUEST.required(field + "/Name", name, ComponentName::new),
        REQUEST.optional(field + "/Version", version, VersionConstraint::parse));
  }
}
