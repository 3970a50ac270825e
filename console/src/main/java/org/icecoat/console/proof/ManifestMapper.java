package org.icecoat.console.proof;

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
import org.icecoat.wire.types.BootType;
import org.icecoat.wire.types.ComponentType;
import org.icecoat.wire.types.ImageDescriptionType;
import org.icecoat.wire.types.ManifestType;

/** A manifest as values, so that its id can be computed here; what is none fails in some way. */
public final class ManifestMapper {
  private ManifestMapper() {}

  public static Manifest manifest(ManifestType wire) {
    return new Manifest(
        description(wire.getDescription()),
        new Content(Sha256.parse(wire.getContent().getRoot()), wire.getContent().getBytes()),
        Optional.ofNullable(wire.getVirtualMiB()).map(mib -> new DiskMiB(mib)));
  }

  private static ImageDescription description(ImageDescriptionType wire) {
    return new ImageDescription(
        new ImageTitle(
            new ImageName(wire.getName()),
            new Version(wire.getVersion()),
            wire.getDescription() == null ? Line.EMPTY : new Line(wire.getDescription())),
        Architecture.parse(wire.getArchitecture()),
        wire.getComponent().stream().map(ManifestMapper::component).toList(),
        use(wire));
  }

  private static ImageUse use(ImageDescriptionType wire) {
    return switch (wire.getKind()) {
      case KERNEL -> new ImageUse.Kernel();
      case INITIAL_RAMDISK -> new ImageUse.InitialRamdisk();
      case DISK ->
          new ImageUse.Disk(
              switch (wire.getFormat()) {
                case QCOW_2 -> ImageFormat.QCOW2;
                case QCOW_2_LUKS -> ImageFormat.QCOW2_LUKS;
                case RAW -> ImageFormat.RAW;
              },
              Optional.ofNullable(wire.getOperatingSystem()).map(ManifestMapper::component),
              boot(wire.getBoot()),
              Optional.ofNullable(wire.getLeastMemoryMiB()).map(MemoryMiB::new));
    };
  }

  private static Boot boot(BootType wire) {
    return wire.getDirectKernel() == null
        ? new Boot.Uefi()
        : new Boot.DirectKernel(
            ImageId.parse(wire.getDirectKernel().getKernel()),
            ImageId.parse(wire.getDirectKernel().getInitialRamdisk()),
            new Line(wire.getDirectKernel().getCommandLine()));
  }

  private static Component component(ComponentType wire) {
    return Component.of(wire.getName(), wire.getVersion());
  }
}
