package org.icecoat.console.view;

import java.time.Instant;
import java.util.List;
import org.icecoat.wire.factory.ImageSummaryType;
import org.icecoat.wire.store.RegisteredImageType;
import org.icecoat.wire.types.BootType;
import org.icecoat.wire.types.ImageDescriptionType;

/** An image in a list. {@code os} may be null. */
public record ImageView(
    String id,
    String name,
    String version,
    String architecture,
    Named os,
    List<Named> components,
    long bytes) {

  public static ImageView of(ImageSummaryType wire) {
    return new ImageView(
        wire.getId(),
        wire.getName(),
        wire.getVersion(),
        wire.getArchitecture(),
        Named.of(wire.getOperatingSystem()),
        wire.getComponent().stream().map(Named::of).toList(),
        wire.getBytes());
  }

  public static ImageView of(RegisteredImageType wire) {
    ImageDescriptionType description = wire.getManifest().getDescription();
    return new ImageView(
        wire.getManifest().getId(),
        description.getName(),
        description.getVersion(),
        description.getArchitecture(),
        Named.of(description.getOperatingSystem()),
        description.getComponent().stream().map(Named::of).toList(),
        wire.getManifest().getContent().getBytes());
  }

  /** All that the store knows; what is for disks alone may be null. */
  public record Full(
      ImageView image,
      String kind,
      String format,
      String description,
      String root,
      Long virtualMiB,
      Integer leastMemoryMiB,
      Boot boot,
      String state,
      Instant registeredAt,
      String registeredBy) {

    public static Full of(RegisteredImageType wire) {
      ImageDescriptionType description = wire.getManifest().getDescription();
      return new Full(
          ImageView.of(wire),
          description.getKind().value(),
          description.getFormat().value(),
          description.getDescription(),
          wire.getManifest().getContent().getRoot(),
          Sizing.amount(wire.getManifest().getVirtualMiB()),
          description.getLeastMemoryMiB(),
          Boot.of(description.getBoot()),
          wire.getState().value(),
          wire.getRegisteredAt(),
          wire.getRegisteredBy());
    }
  }

  /** How an image boots: {@code uefi}, or {@code direct-kernel} with the three others set. */
  public record Boot(String by, String kernel, String initialRamdisk, String commandLine) {
    static Boot of(BootType wire) {
      if (wire == null) {
        return null;
      }
      return wire.getDirectKernel() == null
          ? new Boot("uefi", null, null, null)
          : new Boot(
              "direct-kernel",
              wire.getDirectKernel().getKernel(),
              wire.getDirectKernel().getInitialRamdisk(),
              wire.getDirectKernel().getCommandLine());
    }
  }
}
