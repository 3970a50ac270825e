package org.icecoat.imagestore.catalogue;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.icecoat.domain.component.Component;
import org.icecoat.domain.image.Boot;
import org.icecoat.domain.image.ImageDescription;
import org.icecoat.domain.image.ImageUse;
import org.icecoat.domain.resources.DiskMiB;
import org.icecoat.domain.resources.MemoryMiB;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Update;

/** Writes one image as a row of the table image and rows of image_component. */
final class ImageRow {
  private static final List<String> COLUMNS =
      List.of(
          "id",
          "kind",
          "name",
          "version",
          "summary",
          "architecture",
          "format",
          "system_name",
          "system_version",
          "boot",
          "kernel_id",
          "ramdisk_id",
          "command_line",
          "least_memory_mib",
          "root",
          "bytes",
          "virtual_mib",
          "registered_at",
          "registered_by");
  private static final String INSERT =
      "insert into image ("
          + String.join(", ", COLUMNS)
          + ") values (:"
          + String.join(", :", COLUMNS)
          + ") on conflict do nothing";

  private final RegisteredImage image;
  private final String id;

  ImageRow(RegisteredImage image) {
    this.image = image;
    this.id = image.id().digest().hex();
  }

  /** Returns false, and changes nothing, if the image is there already. */
  boolean insert(Handle handle) {
    try (Update insert = handle.createUpdate(INSERT)) {
      bindDescription(insert);
      bindDisk(insert);
      bindContent(insert);
      if (insert.execute() == 0) {
        return false;
      }
    }
    insertComponents(handle);
    return true;
  }

  static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  private void bindDescription(Update insert) {
    ImageDescription description = image.manifest().description();
    insert
        .bind("id", id)
        .bind("kind", description.kind().name())
        .bind("name", description.title().name().value())
        .bind("version", description.title().version().value())
        .bind("summary", description.title().summary().value())
        .bind("architecture", description.architecture().value())
        .bind("format", description.format().name())
        .bind("registered_at", utc(image.registeredAt()))
        .bind("registered_by", image.registeredBy().toString());
  }

  private void bindDisk(Update insert) {
    Optional<ImageUse.Disk> disk = image.manifest().description().disk();
    Optional<Component> system = disk.flatMap(ImageUse.Disk::operatingSystem);
    Optional<Boot.DirectKernel> direct =
        disk.map(ImageUse.Disk::boot)
            .filter(Boot.DirectKernel.class::isInstance)
            .map(Boot.DirectKernel.class::cast);
    BootColumn boot = direct.isPresent() ? BootColumn.DIRECT_KERNEL : BootColumn.UEFI;
    insert
        .bind("system_name", system.map(has -> has.name().value()).orElse(null))
        .bind("system_version", system.map(has -> has.version().value()).orElse(null))
        .bind("boot", disk.map(any -> boot.name()).orElse(null))
        .bind("kernel_id", direct.map(has -> has.kernel().digest().hex()).orElse(null))
        .bind("ramdisk_id", direct.map(has -> has.initialRamdisk().digest().hex()).orElse(null))
        .bind("command_line", direct.map(has -> has.commandLine().value()).orElse(null))
        .bind(
            "least_memory_mib",
            disk.flatMap(ImageUse.Disk::leastMemory).map(MemoryMiB::value).orElse(null));
  }

  private void bindContent(Update insert) {
    insert
        .bind("root", image.manifest().content().root().hex())
        .bind("bytes", image.manifest().content().bytes())
        .bind("virtual_mib", image.manifest().virtualSize().map(DiskMiB::value).orElse(null));
  }

  private void insertComponents(Handle handle) {
    List<Component> components = image.manifest().description().components();
    if (components.isEmpty()) {
      return;
    }
    try (PreparedBatch batch =
        handle.prepareBatch(
            "insert into image_component (image_id, name, version)"
                + " values (:image, :name, :version)")) {
      for (Component component : components) {
        batch
            .bind("image", id)
            .bind("name", component.name().value())
            .bind("version", component.version().value())
            .add();
      }
      batch.execute();
    }
  }
}
