package org.icecoat.service.soap;

import java.util.List;
import java.util.Optional;
import org.icecoat.domain.component.Architecture;
import org.icecoat.domain.component.Component;
import org.icecoat.domain.component.ComponentName;
import org.icecoat.domain.component.Version;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.image.Boot;
import org.icecoat.domain.image.Content;
import org.icecoat.domain.image.ImageDescription;
import org.icecoat.domain.image.ImageFormat;
import org.icecoat.domain.image.ImageId;
import org.icecoat.domain.image.ImageKind;
import org.icecoat.domain.image.ImageName;
import org.icecoat.domain.image.ImageTitle;
import org.icecoat.domain.image.ImageUse;
import org.icecoat.domain.image.Line;
import org.icecoat.domain.image.Manifest;
import org.icecoat.domain.resources.DiskMiB;
import org.icecoat.domain.resources.MemoryMiB;
import org.icecoat.wire.types.BootType;
import org.icecoat.wire.types.ComponentType;
import org.icecoat.wire.types.ContentType;
import org.icecoat.wire.types.DirectKernelType;
import org.icecoat.wire.types.ImageDescriptionType;
import org.icecoat.wire.types.ImageFormatType;
import org.icecoat.wire.types.ImageKindType;
import org.icecoat.wire.types.ManifestType;

/** Reads manifests and descriptions of images; what the contract does not allow is refused. */
public final class ManifestReader {
  private final Fields fields;

  public ManifestReader(Fields fields) {
    this.fields = fields;
  }

  /** The manifest, whose id must be the digest of its own content. */
  public Manifest manifest(ManifestType wire) {
    ImageDescription description =
        description(fields.required("Description", wire.getDescription()));
    Content content = fields.required("Content", wire.getContent(), this::content);
    Optional<DiskMiB> size =
        fields.optional("VirtualMiB", wire.getVirtualMiB(), mib -> new DiskMiB(mib));
    Manifest manifest =
        fields.required("Content", content, it -> new Manifest(description, it, size));
    ImageId id = fields.required("Id", wire.getId(), ImageId::parse);
    if (!manifest.id().equals(id)) {
      throw fields.refused("Id", "the manifest beside it has another digest");
    }
    return manifest;
  }

  private Content content(ContentType wire) {
    return new Content(fields.required("Root", wire.getRoot(), Sha256::parse), wire.getBytes());
  }

  public ImageDescription description(ImageDescriptionType wire) {
    ImageTitle title =
        new ImageTitle(
            fields.required("Name", wire.getName(), ImageName::new),
            fields.required("Version", wire.getVersion(), Version::new),
            fields.optional("Description", wire.getDescription(), Line::new).orElse(Line.EMPTY));
    Architecture architecture =
        fields.required("Architecture", wire.getArchitecture(), Architecture::parse);
    List<Component> components =
        wire.getComponent().stream().map(each -> component("Component", each)).toList();
    ImageUse use = use(wire);
    return fields.required(
        "Component", components, all -> new ImageDescription(title, architecture, all, use));
  }

  private static ImageKind kind(ImageKindType wire) {
    return switch (wire) {
      case DISK -> ImageKind.DISK;
      case KERNEL -> ImageKind.KERNEL;
      case INITIAL_RAMDISK -> ImageKind.INITIAL_RAMDISK;
    };
  }

  private static ImageFormat format(ImageFormatType wire) {
    return switch (wire) {
      case QCOW_2 -> ImageFormat.QCOW2;
      case QCOW_2_LUKS -> ImageFormat.QCOW2_LUKS;
      case RAW -> ImageFormat.RAW;
    };
  }

  private ImageUse use(ImageDescriptionType wire) {
    ImageFormat format = fields.required("Format", wire.getFormat(), ManifestReader::format);
    return switch (fields.required("Kind", wire.getKind(), ManifestReader::kind)) {
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

  private ImageUse.Disk disk(ImageDescriptionType wire, ImageFormat format) {
    return new ImageUse.Disk(
        format,
        fields.optional(
            "OperatingSystem",
            wire.getOperatingSystem(),
            system -> component("OperatingSystem", system)),
        fields.required("Boot", wire.getBoot(), this::boot),
        fields.optional("LeastMemoryMiB", wire.getLeastMemoryMiB(), MemoryMiB::new));
  }

  private void requireNothingOfDisks(ImageDescriptionType wire, ImageFormat format) {
    if (format != ImageFormat.RAW) {
      throw fields.refused("Format", "Kernels and initial ramdisks are Raw");
    }
    boolean none =
        wire.getBoot() == null
            && wire.getOperatingSystem() == null
            && wire.getLeastMemoryMiB() == null;
    if (!none) {
      throw fields.refused(
          "Boot", "Boot, OperatingSystem and LeastMemoryMiB are for disks; leave them out");
    }
  }

  private Boot boot(BootType wire) {
    if ((wire.getUefi() == null) == (wire.getDirectKernel() == null)) {
      throw fields.refused("Boot", "Boot is either Uefi or DirectKernel");
    }
    return Optional.ofNullable(wire.getDirectKernel()).map(this::direct).orElseGet(Boot.Uefi::new);
  }

  private Boot direct(DirectKernelType wire) {
    return new Boot.DirectKernel(
        fields.required("Kernel", wire.getKernel(), ImageId::parse),
        fields.required("InitialRamdisk", wire.getInitialRamdisk(), ImageId::parse),
        fields.required("CommandLine", wire.getCommandLine(), Line::new));
  }

  private Component component(String field, ComponentType wire) {
    return new Component(
        fields.required(field + "/Name", wire.getName(), ComponentName::new),
        fields.required(field + "/Version", wire.getVersion(), Version::new));
  }
}
