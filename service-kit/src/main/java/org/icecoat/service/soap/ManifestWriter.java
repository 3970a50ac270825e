package org.icecoat.service.soap;

import org.icecoat.domain.component.Component;
import org.icecoat.domain.image.Boot;
import org.icecoat.domain.image.Content;
import org.icecoat.domain.image.ImageDescription;
import org.icecoat.domain.image.ImageFormat;
import org.icecoat.domain.image.ImageKind;
import org.icecoat.domain.image.ImageUse;
import org.icecoat.domain.image.Manifest;
import org.icecoat.wire.types.BootType;
import org.icecoat.wire.types.ComponentType;
import org.icecoat.wire.types.ContentType;
import org.icecoat.wire.types.DirectKernelType;
import org.icecoat.wire.types.ImageDescriptionType;
import org.icecoat.wire.types.ImageFormatType;
import org.icecoat.wire.types.ImageKindType;
import org.icecoat.wire.types.ManifestType;

/** Writes manifests and descriptions of images as the contracts have them. */
public final class ManifestWriter {
  private ManifestWriter() {}

  public static ManifestType manifest(Manifest manifest) {
    ManifestType wire = new ManifestType();
    wire.setId(manifest.id().toString());
    wire.setDescription(description(manifest.description()));
    wire.setContent(content(manifest.content()));
    manifest.virtualSize().ifPresent(size -> wire.setVirtualMiB(Math.toIntExact(size.value())));
    return wire;
  }

  private static ContentType content(Content content) {
    ContentType wire = new ContentType();
    wire.setRoot(content.root().toString());
    wire.setBytes(content.bytes());
    return wire;
  }

  public static ImageDescriptionType description(ImageDescription description) {
    ImageDescriptionType wire = new ImageDescriptionType();
    wire.setKind(kind(description.kind()));
    wire.setName(description.title().name().value());
    wire.setVersion(description.title().version().value());
    if (!description.title().summary().isEmpty()) {
      wire.setDescription(description.title().summary().value());
    }
    wire.setArchitecture(description.architecture().value());
    wire.setFormat(format(description.format()));
    description.components().forEach(each -> wire.getComponent().add(component(each)));
    description.disk().ifPresent(disk -> disk(disk, wire));
    return wire;
  }

  private static void disk(ImageUse.Disk disk, ImageDescriptionType wire) {
    disk.operatingSystem().ifPresent(system -> wire.setOperatingSystem(component(system)));
    disk.leastMemory().ifPresent(memory -> wire.setLeastMemoryMiB(memory.value()));
    wire.setBoot(boot(disk.boot()));
  }

  private static BootType boot(Boot boot) {
    BootType wire = new BootType();
    if (boot instanceof Boot.DirectKernel direct) {
      DirectKernelType kernel = new DirectKernelType();
      kernel.setKernel(direct.kernel().toString());
      kernel.setInitialRamdisk(direct.initialRamdisk().toString());
      kernel.setCommandLine(direct.commandLine().value());
      wire.setDirectKernel(kernel);
    } else {
      wire.setUefi(new BootType.Uefi());
    }
    return wire;
  }

  public static ComponentType component(Component component) {
    ComponentType wire = new ComponentType();
    wire.setName(component.name().value());
    wire.setVersion(component.version().value());
    return wire;
  }

  private static ImageKindType kind(ImageKind kind) {
    return switch (kind) {
      case DISK -> ImageKindType.DISK;
      case KERNEL -> ImageKindType.KERNEL;
      case INITIAL_RAMDISK -> ImageKindType.INITIAL_RAMDISK;
    };
  }

  private static ImageFormatType format(ImageFormat format) {
    return switch (format) {
      case QCOW2 -> ImageFormatType.QCOW_2;
      case QCOW2_LUKS -> ImageFormatType.QCOW_2_LUKS;
      case RAW -> ImageFormatType.RAW;
    };
  }
}
