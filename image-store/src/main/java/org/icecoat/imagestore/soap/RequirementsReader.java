package org.icecoat.imagestore.soap;

import static org.icecoat.imagestore.soap.Requests.REQUEST;

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

/** Reads what a search asks for. */
final class RequirementsReader {
  private RequirementsReader() {}

  static ImageRequirements read(ImageRequirementsType wire) {
    if (wire.getId() != null) {
      requireNothingElse(wire);
      return new ImageRequirements.ById(REQUEST.required("Id", wire.getId(), ImageId::parse));
    }
    return REQUEST.required("Component", wire, RequirementsReader::byDescription);
  }

  private static ImageRequirements byDescription(ImageRequirementsType wire) {
    return new ImageRequirements.ByDescription(
        REQUEST.optional("Name", wire.getName(), ImageName::new),
        REQUEST.optional(
            "OperatingSystem",
            wire.getOperatingSystem(),
            system -> component("OperatingSystem", system)),
        REQUEST.optional("Architecture", wire.getArchitecture(), Architecture::parse),
        wire.getComponent().stream().map(each -> component("Component", each)).toList(),
        REQUEST.optional("Text", wire.getText(), Line::new).orElse(Line.EMPTY));
  }

  private static ComponentRequirement component(String field, ComponentRequirementType wire) {
    return new ComponentRequirement(
        REQUEST.required(field + "/Name", wire.getName(), ComponentName::new),
        REQUEST.optional(field + "/Version", wire.getVersion(), VersionConstraint::parse));
  }

  private static void requireNothingElse(ImageRequirementsType wire) {
    boolean alone =
        wire.getName() == null
            && wire.getOperatingSystem() == null
            && wire.getArchitecture() == null
            && wire.getComponent().isEmpty()
            && wire.getText() == null;
    if (!alone) {
      throw REQUEST.refused("Id", "Who names an Id asks for nothing else");
    }
  }
}
