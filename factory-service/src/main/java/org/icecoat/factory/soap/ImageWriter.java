package org.icecoat.factory.soap;

import org.icecoat.domain.component.ComponentRequirement;
import org.icecoat.domain.image.ImageDescription;
import org.icecoat.domain.image.ImageUse;
import org.icecoat.domain.image.Manifest;
import org.icecoat.domain.image.match.ImageRequirements;
import org.icecoat.service.soap.ManifestWriter;
import org.icecoat.wire.factory.ImageSummaryType;
import org.icecoat.wire.types.ComponentRequirementType;
import org.icecoat.wire.types.ImageRequirementsType;

/** Writes summaries, for clients, and requirements, for the image store. */
final class ImageWriter {
  private ImageWriter() {}

  static ImageSummaryType summary(Manifest manifest) {
    ImageSummaryType wire = new ImageSummaryType();
    ImageDescription description = manifest.description();
    wire.setId(manifest.id().toString());
    wire.setName(description.title().name().value());
    wire.setVersion(description.title().version().value());
    wire.setArchitecture(description.architecture().value());
    description
        .disk()
        .flatMap(ImageUse.Disk::operatingSystem)
        .ifPresent(system -> wire.setOperatingSystem(ManifestWriter.component(system)));
    description
        .components()
        .forEach(each -> wire.getComponent().add(ManifestWriter.component(each)));
    wire.setBytes(manifest.content().bytes());
    return wire;
  }

  static ImageRequirementsType requirements(ImageRequirements requirements) {
    ImageRequirementsType wire = new ImageRequirementsType();
    if (requirements instanceof ImageRequirements.ById byId) {
      wire.setId(byId.id().toString());
    } else if (requirements instanceof ImageRequirements.ByDescription by) {
      by.name().ifPresent(name -> wire.setName(name.value()));
      by.operatingSystem().ifPresent(system -> wire.setOperatingSystem(component(system)));
      by.architecture().ifPresent(architecture -> wire.setArchitecture(architecture.value()));
      by.components().forEach(each -> wire.getComponent().add(component(each)));
      if (!by.text().isEmpty()) {
        wire.setText(by.text().value());
      }
    }
    return wire;
  }

  private static ComponentRequirementType component(ComponentRequirement requirement) {
    ComponentRequirementType wire = new ComponentRequirementType();
    wire.setName(requirement.name().value());
    requirement.version().ifPresent(version -> wire.setVersion(version.toString()));
    return wire;
  }
}
