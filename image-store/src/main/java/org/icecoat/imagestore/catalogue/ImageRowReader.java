package org.icecoat.imagestore.catalogue;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.icecoat.domain.component.Architecture;
import org.icecoat.domain.component.Component;
import org.icecoat.domain.component.Version;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.identity.Dn;
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

/** One row of the table image as values; an IllegalArgumentException means that it has none. */
final class ImageRowReader {
  private final ResultSet row;

  ImageRowReader(ResultSet row) {
    this.row = row;
  }

  RegisteredImage image(List<ComponentRow> components) throws SQLException {
    return new RegisteredImage(
        new Manifest(
            description(components),
            new Content(Sha256.parse(text("root")), row.getLong("bytes")),
            size("virtual_mib").map(DiskMiB::new)),
        time("registered_at"),
        Dn.parse(text("registered_by")),
        retirement());
  }

  String text(String column) throws SQLException {
    return row.getString(column);
  }

  private ImageDescription description(List<ComponentRow> components) throws SQLException {
    return new ImageDescription(
        new ImageTitle(
            new ImageName(text("name")), new Version(text("version")), new Line(text("summary"))),
        new Architecture(text("architecture")),
        components.stream().map(ComponentRow::component).toList(),
        use());
  }

  private ImageUse use() throws SQLException {
    return switch (ImageKind.valueOf(text("kind"))) {
      case KERNEL -> new ImageUse.Kernel();
      case INITIAL_RAMDISK -> new ImageUse.InitialRamdisk();
      case DISK ->
          new ImageUse.Disk(
              ImageFormat.valueOf(text("format")),
              text("system_name") == null
                  ? Optional.empty()
                  : Optional.of(Component.of(text("system_name"), text("system_version"))),
              boot(),
              size("least_memory_mib").map(mib -> new MemoryMiB(Math.toIntExact(mib))));
    };
  }

  private Boot boot() throws SQLException {
    return switch (BootColumn.valueOf(text("boot"))) {
      case UEFI -> new Boot.Uefi();
      case DIRECT_KERNEL ->
          new Boot.DirectKernel(
              ImageId.parse(text("kernel_id")),
              ImageId.parse(text("ramdisk_id")),
              new Line(text("command_line")));
    };
  }

  private Optional<RegisteredImage.Retirement> retirement() throws SQLException {
    if (text("retired_by") == null) {
      return Optional.empty();
    }
    return Optional.of(
        new RegisteredImage.Retirement(
            time("retired_at"), Dn.parse(text("retired_by")), new Line(text("retired_why"))));
  }

  private java.time.Instant time(String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  private Optional<Long> size(String column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? Optional.empty() : Optional.of(value);
  }
}
