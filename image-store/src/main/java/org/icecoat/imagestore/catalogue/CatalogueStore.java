package org.icecoat.imagestore.catalogue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.icecoat.domain.identity.Dn;
import org.icecoat.domain.image.ImageId;
import org.icecoat.domain.image.Line;
import org.icecoat.imagestore.fault.StoreException;
import org.icecoat.imagestore.fault.StoreFault;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/**
 * The catalogue's rows. Everything that is read is checked against its id, so a row that was
 * changed behind our back is noticed. Safe for many threads and processes.
 */
public final class CatalogueStore {
  private final Jdbi jdbi;

  public CatalogueStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * Adds an image, unless it is there already.
   *
   * @return the image as the catalogue has it: an earlier registration, and a retirement, stay
   */
  public RegisteredImage add(RegisteredImage image) {
    return inTransaction(
        handle ->
            new ImageRow(image).insert(handle) ? image : find(handle, image.id()).orElseThrow());
  }

  /**
   * Looks one image up.
   *
   * @throws StoreException CATALOGUE_ALTERED, if its row is not what its id says
   */
  public Optional<RegisteredImage> find(ImageId id) {
    return inTransaction(handle -> find(handle, id));
  }

  /**
   * The newest images, at most so many. Rows that have been altered are left out and logged.
   *
   * @param everything also retired ones, kernels and initial ramdisks
   */
  public List<RegisteredImage> newest(int most, boolean everything) {
    return inTransaction(handle -> new ImageQuery(handle).newest(most, everything));
  }

  /**
   * Takes an image out of use; the first retirement counts.
   *
   * @return the image as it is then, or nothing if there is none
   */
  public Optional<RegisteredImage> retire(ImageId id, Dn by, Instant at, Line why) {
    return inTransaction(
        handle -> {
          handle
              .createUpdate(
                  "update image set retired_at = :at, retired_by = :by, retired_why = :why"
                      + " where id = :id and retired_at is null")
              .bind("at", ImageRow.utc(at))
              .bind("by", by.toString())
              .bind("why", why.value())
              .bind("id", id.digest().hex())
              .execute();
          return find(handle, id);
        });
  }

  public CatalogueTotals totals() {
    return inTransaction(
        handle ->
            handle
                .createQuery(
                    "select coalesce(sum(images), 0), coalesce(sum(bytes), 0) from"
                        + " (select count(*) images, max(bytes) bytes from image group by root) c")
                .map((row, context) -> new CatalogueTotals(row.getLong(1), row.getLong(2)))
                .one());
  }

  private static Optional<RegisteredImage> find(Handle handle, ImageId id) {
    return new ImageQuery(handle).byId(id);
  }

  private <T> T inTransaction(HandleCallback<T, JdbiException> work) {
    try {
      return jdbi.inTransaction(work);
    } catch (JdbiException e) {
      throw new StoreException(
          StoreFault.STORE_BROKEN,
          "The store's catalogue does not answer; try again, or tell its administrator",
          e);
    }
  }
}
