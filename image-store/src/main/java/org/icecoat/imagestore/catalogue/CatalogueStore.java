package org.icecoat.imagestore.catalogue;

import java.util.List;
import java.util.Optional;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.image.ImageId;
import org.icecoat.imagestore.fault.StoreException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * The catalogue's rows. Everything that is read is checked against its id, so a row that was
 * changed behind our back is noticed. Safe for many threads and processes.
 */
public final class CatalogueStore {
  private final Transactions transactions;

  public CatalogueStore(Jdbi jdbi) {
    this.transactions = new Transactions(jdbi);
  }

  /**
   * Adds an image, and what the log says of it, unless it is there already.
   *
   * @return the image as the catalogue has it: an earlier registration, and a retirement, stay
   */
  public RegisteredImage add(RegisteredImage image, Append append) {
    return transactions.in(
        handle -> {
          if (!new ImageRow(image).insert(handle)) {
            return find(handle, image.id()).orElseThrow();
          }
          new LogTable(handle).write(append);
          return image;
        });
  }

  /**
   * Looks one image up.
   *
   * @throws StoreException CATALOGUE_ALTERED, if its row is not what its id says
   */
  public Optional<RegisteredImage> find(ImageId id) {
    return transactions.in(handle -> find(handle, id));
  }

  /** Whether an image has this content, also one whose append is just being committed. */
  public boolean has(Sha256 root) {
    return transactions.in(
        handle -> {
          new LogTable(handle).lock();
          return handle
                  .createQuery("select count(*) from image where root = :root")
                  .bind("root", root.hex())
                  .mapTo(Long.class)
                  .one()
              > 0;
        });
  }

  /**
   * The newest images, at most so many. Rows that have been altered are left out and logged.
   *
   * @param everything also retired ones, kernels and initial ramdisks
   */
  public List<RegisteredImage> newest(int most, boolean everything) {
    return transactions.in(handle -> new ImageQuery(handle).newest(most, everything));
  }

  /** All images whose rows can be read, in the order of their registration. */
  public List<RegisteredImage> all() {
    return transactions.in(handle -> new ImageQuery(handle).all());
  }

  /**
   * Takes an image out of use, with what the log says of it; the first retirement counts.
   *
   * @return the image as it is then, or nothing if there is none
   */
  public Optional<RegisteredImage> retire(
      ImageId id, RegisteredImage.Retirement end, Append append) {
    return transactions.in(
        handle -> {
          int changed =
              handle
                  .createUpdate(
                      "update image set retired_at = :at, retired_by = :by, retired_why = :why"
                          + " where id = :id and retired_at is null")
                  .bind("at", ImageRow.utc(end.at()))
                  .bind("by", end.by().toString())
                  .bind("why", end.why().value())
                  .bind("id", id.digest().hex())
                  .execute();
          if (changed == 1) {
            new LogTable(handle).write(append);
          }
          return find(handle, id);
        });
  }

  public CatalogueTotals totals() {
    return transactions.in(
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
}
