package org.icecoat.imagestore.catalogue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.icecoat.domain.image.ImageId;
import org.icecoat.imagestore.fault.StoreException;
import org.icecoat.imagestore.fault.StoreFault;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads images with their components, and judges each row by its id. */
final class ImageQuery {
  private static final Logger LOG = LoggerFactory.getLogger(ImageQuery.class);

  private final Handle handle;

  ImageQuery(Handle handle) {
    this.handle = handle;
  }

  Optional<RegisteredImage> byId(ImageId id) {
    return rows("from image where id = :value", id.digest().hex()).stream()
        .findFirst()
        .map(
            row ->
                row.image()
                    .orElseThrow(
                        () ->
                            new StoreException(
                                StoreFault.CATALOGUE_ALTERED,
                                "The catalogue's entry of image "
                                    + id.handle()
                                    + " has been altered; tell the store's administrator")));
  }

  List<RegisteredImage> newest(int most, boolean everything) {
    String chosen = everything ? "" : " where retired_at is null and kind = 'DISK'";
    return rows("from image" + chosen + " order by registered_at desc, id limit :value", most)
        .stream()
        .flatMap(row -> row.image().stream())
        .toList();
  }

  List<RegisteredImage> all() {
    return rows("from image where id <> :value order by registered_at, id", "").stream()
        .flatMap(row -> row.image().stream())
        .toList();
  }

  /** A row as it was read; no image if it is not what its id says. */
  private record ReadRow(Optional<RegisteredImage> image) {}

  private List<ReadRow> rows(String from, Object value) {
    Map<String, List<ComponentRow>> components =
        handle
            .createQuery(
                "select image_id, name, version from image_component where image_id in (select id "
                    + from
                    + ")")
            .bind("value", value)
            .map(
                (row, context) ->
                    new ComponentRow(row.getString(1), row.getString(2), row.getString(3)))
            .stream()
            .collect(Collectors.groupingBy(ComponentRow::imageId));
    return handle
        .createQuery("select * " + from)
        .bind("value", value)
        .map((row, context) -> new ReadRow(judge(new ImageRowReader(row), components)))
        .list();
  }

  private static Optional<RegisteredImage> judge(
      ImageRowReader row, Map<String, List<ComponentRow>> components) throws java.sql.SQLException {
    String id = row.text("id");
    try {
      RegisteredImage image = row.image(components.getOrDefault(id, List.of()));
      if (image.id().digest().hex().equals(id)) {
        return Optional.of(image);
      }
      LOG.error("Image {} has been altered in the catalogue: its id would be {}", id, image.id());
    } catch (IllegalArgumentException e) {
      LOG.error("Image {} has been altered in the catalogue", id, e);
    }
    return Optional.empty();
  }
}
