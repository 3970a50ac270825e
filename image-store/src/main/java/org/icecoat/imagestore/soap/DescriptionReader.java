package org.icecoat.imagestore.soap;

import java.util.List;
import java.util.Optional;
import org.icecoat.domain.component.Architecture;
import org.icecoat.domain.component.Component;
import org.icecoat.domain.component.ComponentName;
import org.icecoat.domain.component.Version;
import org.icecoat.domain.image.Boot;
import org.icecoat.domain.image.ImageDescription;
import org.icecoat.domain.image.ImageFormat;
import org.icecoat.domain.image.ImageId;
import org.icecoat.domain.image.ImageKind;
import org.icecoat.domain.image.ImageName;
import org.icecoat.domain.image.ImageTitle;
import org.icecoat.domain.image.ImageUse;
import org.icecoat.domain.image.Line;
import org.icecoat.domain.resources.MemoryMiB;
import org.icecoat.wire.types.BootType;
import org.icecoat.wire.types.ComponentType;
import org.icecoat.wire.types.DirectKernelType;
import org.icecoat.wire.types.ImageDescriptionType;
import org.icecoat.wire.types.ImageFormatType;
import org.icecoat.wire.types.ImageKindType;

/** Reads an image's description; whatever the contract does not allow is refused by its field. */
final class DescriptionReader {
  private DescriptionReader() {}

  static ImageDescription read(ImageDescriptionType wire) {
    ImageTitle title =
        new ImageTitle(
            Field.required("Name", wire.getName(), ImageName::new),
            Field.required("Version", wire.getVersion(), Version::new),
            Field.optional("Description", wire.getDescription(), Line::new).orElse(Line.EMPTY));
    Architecture architecture =
        Field.required("Architecture", wire.getArchitecture(), Architecture::parse);
    List<Component> components =
        wire.getComponent().stream().map(each -> component("Component", each)).toList();
    ImageUse use = use(wire);
    return Field.required(
        "Component", components, all -> new ImageDescription(title, architecture, all, use));
  }

  static ImageKind kind(ImageKindType wire) {
    return switch (wire) {
      case DISK -> ImageKind.DISK;
      case KERNEL -> ImageKind.KERNEL;
      case INITIAL_RAMDISK -> ImageKind.INITIAL_RAMDISK;
    };
  }

  static ImageFormat format(ImageFormatType wire) {
    return switch (wire) {
      case QCOW_2 -> ImageFormat.QCOW2;
      case RAW -> ImageFormat.RAW;
    };
  }

  private static ImageUse use(ImageDescriptionType wire) {
    ImageFormat format = Field.required("Format", wire.getFormat(), DescriptionReader::format);
    return switch (Field.required("Kind", wire.getKind(), DescriptionReader::kind)) {
      case DISK -> disk(wire, format);
      case KERNEL -> {
        requireNothingOfDisks(wire, format);
        yield new ImageUse.Kernel();
      }
      case INITIAL_RAMDISK -> {
        requireNothingOfDisks(wire, format);
        yield new ImageUse.InitialRamdisk();
      }
    };
  }

  private static ImageUse.Disk disk(ImageDescriptionType wire, ImageFormat format) {
    return new ImageUse.Disk(
        format,
        Field.optional(
            "OperatingSystem",
            wire.getOperatingSystem(),
            system -> component("OperatingSystem", system)),
        Field.required("Boot", wire.getBoot(), DescriptionReader::boot),
        Field.optional("LeastMemoryMiB", wire.getLeastMemoryMiB(), MemoryMiB::new));
  }

  private static void requireNothingOfDisks(ImageDescriptionType wire, ImageFormat format) {
    if (format != ImageFormat.RAW) {
      throw Field.invalid("Format", "Kernels and initial ramdisks are Raw", null);
    }
    boolean none =
        wire.getBoot() == null
            && wire.getOperatingSystem() == null
            && wire.getLeastMemoryMiB() == null;
    if (!none) {
      throw Field.invalid(
          "Boot", "Boot, OperatingSystem and LeastMemoryMiB are for disks; leave them out", null);
    }
  }

  private static Boot boot(BootType wire) {
    if ((wire.getUefi() == null) == (wire.getDirectKernel() == null)) {
      throw Field.invalid("Boot", "Boot is either Uefi or DirectKernel", null);
    }
    return Optional.ofNullable(wire.getDirectKernel())
        .map(DescriptionReader::direct)
        .orElseGet(Boot.Uefi::new);
  }

  private static Boot direct(DirectKernelType wire) {
    return new Boot.DirectKernel(
        Field.required("Kernel", wire.getKernel(), ImageId::parse),
        Field.required("InitialRamdisk", wire.getInitialRamdisk(), ImageId::parse),
        Field.required("CommandLine", wire.getCommandLine(), Line::new));
  }

  private static Component component(String field, ComponentType wire) {
    return new Component(
        Field.required(field + "/Name", wire.getName(), ComponentName::new),
        Field.required(field + "/Version", wire.getVersion(), Version::new));
  }
}
