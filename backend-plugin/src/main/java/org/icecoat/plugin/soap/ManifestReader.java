package org.icecoat.plugin.soap;

import java.util.Optional;
import org.icecoat.domain.component.Architecture;
import org.icecoat.domain.component.Component;
import org.icecoat.domain.component.Version;
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
import org.icecoat.domain.resources.DiskMiB;
import org.icecoat.domain.resources.MemoryMiB;
import org.icecoat.plugin.PluginException;
import org.icecoat.plugin.PluginFault;
import org.icecoat.wire.types.BootType;
import org.icecoat.wire.types.ComponentType;
import org.icecoat.wire.types.DirectKernelType;
import org.icecoat.wire.types.ImageDescriptionType;
import org.icecoat.wire.types.ImageFormatType;
import org.icecoat.wire.types.ManifestType;

/** Reads manifests, which the factory sends; each must be what its id names. */
final class ManifestReader {
  private ManifestReader() {}

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
      throw new PluginException(
          PluginFault.DIGEST_MISMATCH, "The manifest does not have the digest " + id);
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
        wire.getComponent().stream().map(ManifestReader::component).toList(),
        use(wire));
  }

  private static ImageUse use(ImageDescriptionType wire) {
    return switch (Field.required("Kind", wire.getKind())) {
      case DISK ->
          new ImageUse.Disk(
              format(Field.required("Format", wire.getFormat())),
              Optional.ofNullable(wire.getOperatingSystem()).map(ManifestReader::component),
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
}
