package org.icecoat.imagestore.soap;

import org.icecoat.domain.component.Component;
import org.icecoat.domain.image.Boot;
import org.icecoat.domain.image.Content;
import org.icecoat.domain.image.ImageDescription;
import org.icecoat.domain.image.ImageFormat;
import org.icecoat.domain.image.ImageKind;
import org.icecoat.domain.image.ImageUse;
import org.icecoat.domain.image.Manifest;
import org.icecoat.imagestore.catalogue.RegisteredImage;
import org.icecoat.wire.store.ImageStateType;
import org.icecoat.wire.store.RegisteredImageType;
import org.icecoat.wire.types.BootType;
import org.icecoat.wire.types.ComponentType;
import org.icecoat.wire.types.ContentType;
import org.icecoat.wire.types.DirectKernelType;
import org.icecoat.wire.types.ImageDescriptionType;
import org.icecoat.wire.types.ImageFormatType;
import org.icecoat.wire.types.ImageKindType;
import org.icecoat.wire.types.ManifestType;

/** Writes images as the contract has them. */
final class ImageWriter {
  private ImageWriter() {}

  static RegisteredImageType image(RegisteredImage image) {
    RegisteredImageType wire = new RegisteredImageType();
    wire.setManifest(manifest(image.manifest()));
    wire.setState(image.retired() ? ImageStateType.RETIRED : ImageStateType.AVAILABLE);
    wire.setRegisteredAt(image.registeredAt());
    wire.setRegisteredBy(image.registeredBy().toString());
    return wire;
  }

  static ImageDescriptionType description(ImageDescription description) {
    ImageDescriptionType wire = new ImageDescriptionType();
    wire.setKind(kind(description.kind()));
    wire.setName(description.title().name().value());
    wire.setVersion(description.title().version().value());
    if (!description.title().summary().isEmpty()) {
      wire.setDescription(description.title().summary().value());
    }
    wire.setArchitecture(description.architecture().value());
    wire.setFormat(format(description.format()));
    description.components().stream().map(ImageWriter::component).forEach(wire.getComponent()::add);
    description.disk().ifPresent(disk -> disk(disk, wire));
    return wire;
  }

  private static void disk(ImageUse.Disk disk, ImageDescriptionType wire) {
    disk.operatingSystem().map(ImageWriter::component).ifPresent(wire::setOperatingSystem);
    wire.setBoot(boot(disk.boot()));
    disk.leastMemory().ifPresent(memory -> wire.setLeastMemoryMiB(memory.value()));
  }

  private static ManifestType manifest(Manifest manifest) {
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

  private static ComponentType component(Component component) {
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
      case RAW -> ImageFormatType.RAW;
    };
  }
}
