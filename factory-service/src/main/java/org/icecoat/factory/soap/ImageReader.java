package org.icecoat.factory.soap;

import java.util.List;
import java.util.Optional;
import org.icecoat.domain.component.Architecture;
import org.icecoat.domain.component.Component;
import org.icecoat.domain.component.ComponentName;
import org.icecoat.domain.component.ComponentRequirement;
import org.icecoat.domain.component.Version;
import org.icecoat.domain.component.VersionConstraint;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.image.Boot;
import org.icecoat.domain.image.Content;
import org.icecoat.domain.image.ImageDescription;
import org.icecoat.domain.image.ImageFormat;
import org.icecoat.domain.image.ImageId;
import org.icecoat.domain.image.ImageName;
import org.icecoat.domain.image.ImageTitle;
import org.icecoat.domain.image.ImageUse;
import org.icecoat.domain.image.Line;
import org.icecoat.domain.image.Manifest;
import org.icecoat.domain.image.match.ImageRequirements;
import org.icecoat.domain.resources.DiskMiB;
import org.icecoat.domain.resources.MemoryMiB;
import org.icecoat.wire.types.BootType;
import org.icecoat.wire.types.ComponentRequirementType;
import org.icecoat.wire.types.ComponentType;
import org.icecoat.wire.types.DirectKernelType;
import org.icecoat.wire.types.ImageDescriptionType;
import org.icecoat.wire.types.ImageFormatType;
import org.icecoat.wire.types.ImageRequirementsType;
import org.icecoat.wire.types.ManifestType;

/** Reads manifests, which the image store sends, and requirements, which clients send. */
final class ImageReader {
  private ImageReader() {}

  /** The manifest, whose id must be the digest of its own content. */
  static Manifest manifest(ManifestType wire) {
    Manifest manifest =
        new Manifest(
            description(Field.required("Description", wire.getDescription())),
            new Content(
                Field.required("Root", wire.getContent().getRoot(), Sha256::parse),
                wire.getContent().getBytes()),
            Field.optional("VirtualMiB", wire.getVirtualMiB(), mib -> new DiskMiB(mib)));
    ImageId id = Field.required("Id", wire.getId(), ImageId::parse);
    if (!manifest.id().equals(id)) {
      throw new IllegalArgumentException("The manifest of " + id + " is not its own");
    }
    return manifest;
  }

  private static ImageDescription description(ImageDescriptionType wire) {
    return new ImageDescription(
        new ImageTitle(
            Field.required("Name", wire.getName(), ImageName::new),
            Field.required("Version", wire.getVersion(), Version::new),
            Field.optional("Description", wire.getDescription(), Line::new).orElse(Line.EMPTY)),
        Field.required("Architecture", wire.getArchitecture(), Architecture::parse),
        wire.getComponent().stream().map(ImageReader::component).toList(),
        use(wire));
  }

  private static ImageUse use(ImageDescriptionType wire) {
    return switch (Field.required("Kind", wire.getKind())) {
      case DISK ->
          new ImageUse.Disk(
              format(Field.required("Format", wire.getFormat())),
              Optional.ofNullable(wire.getOperatingSystem()).map(ImageReader::component),
              boot(Field.required("Boot", wire.getBoot())),
              Field.optional("LeastMemoryMiB", wire.getLeastMemoryMiB(), MemoryMiB::new));
      case KERNEL -> new ImageUse.Kernel();
      case INITIAL_RAMDISK -> new ImageUse.InitialRamdisk();
    };
  }

  private static ImageFormat format(ImageFormatType wire) {
    return switch (wire) {
      case QCOW_2 -> ImageFormat.QCOW2;
      case RAW -> ImageFormat.RAW;
    };
  }

  private static Boot boot(BootType wire) {
    DirectKernelType direct = wire.getDirectKernel();
    return direct == null
        ? new Boot.Uefi()
        : new Boot.DirectKernel(
            ImageId.parse(direct.getKernel()),
            ImageId.parse(direct.getInitialRamdisk()),
            new Line(direct.getCommandLine()));
  }

  private static Component component(ComponentType wire) {
    return Component.of(wire.getName(), wire.getVersion());
  }

  static ImageRequirements requirements(ImageRequirementsType wire) {
    Optional<ImageId> id = Field.optional("Image/Id", wire.getId(), ImageId::parse);
    List<ComponentRequirement> components =
        wire.getComponent().stream()
            .map(each -> component("Image/Component", each.getName(), each.getVersion()))
            .toList();
    Optional<ComponentRequirementType> system = Optional.ofNullable(wire.getOperatingSystem());
    if (id.isPresent()) {
      return new ImageRequirements.ById(id.get());
    }
    return new ImageRequirements.ByDescription(
        Field.optional("Image/Name", wire.getName(), ImageName::new),
        system.map(os -> component("Image/OperatingSystem", os.getName(), os.getVersion())),
        Field.optional("Image/Architecture", wire.getArchitecture(), Architecture::parse),
        components,
        Field.optional("Image/Text", wire.getText(), Line::new).orElse(Line.EMPTY));
  }

  static ComponentRequirement component(String field, String name, String version) {
    return new ComponentRequirement(
        Field.required(field + "/Name", name, ComponentName::new),
        Field.optional(field + "/Version", version, VersionConstraint::parse));
  }
}
