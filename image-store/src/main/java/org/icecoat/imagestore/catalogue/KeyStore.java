package org.icecoat.imagestore.catalogue;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.image.ImageId;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PcrBank;
import org.icecoat.trust.structure.PcrSelection;
import org.icecoat.trust.tpm.LoadableObject;
import org.jdbi.v3.core.Jdbi;

/** The rows of the sealed keys of confidential images. */
public final class KeyStore {
  private static final String BETWEEN = ",";

  private final Transactions transactions;

  public KeyStore(Jdbi jdbi) {
    this.transactions = new Transactions(jdbi);
  }

  /** Keeps the key of an image that is about to be registered: no two images share an id. */
  public void keep(ImageId image, SealedKey key) {
    transactions.in(
        handle ->
            handle.execute(
                "insert into image_key (image_id, sealed, pcrs, recovery, recovery_for, bound)"
                    + " values (?, ?, ?, ?, ?, ?)",
                image.digest().hex(),
                key.object().wire().bytes(),
                pcrs(key),
                key.recovery().map(copy -> copy.wrapped().bytes()).orElse(null),
                key.recovery().map(copy -> copy.certificate().hex()).orElse(null),
                key.bound()));
  }

  /** Removes the key of an image, if it has one and the catalogue does not have the image. */
  public void drop(ImageId image) {
    transactions.in(
        handle ->
            handle.execute(
                "delete from image_key where image_id = ?"
                    + " and not exists (select 1 from image where id = image_id)",
                image.digest().hex()));
  }

  /** Puts the same key, sealed or copied anew, in its place. */
  public void replace(ImageId image, SealedKey key) {
    transactions.in(
        handle ->
            handle.execute(
                "update image_key set sealed = ?, pcrs = ?, recovery = ?, recovery_for = ?,"
                    + " bound = ? where image_id = ?",
                key.object().wire().bytes(),
                pcrs(key),
                key.recovery().map(copy -> copy.wrapped().bytes()).orElse(null),
                key.recovery().map(copy -> copy.certificate().hex()).orElse(null),
                key.bound(),
                image.digest().hex()));
  }

  private static String pcrs(SealedKey key) {
    return key.pcrs().indexes().stream().map(String::valueOf).collect(Collectors.joining(BETWEEN));
  }

  /** All keys, by their images. */
  public Map<ImageId, SealedKey> all() {
    return transactions.in(
        handle ->
            handle
                .createQuery("select * from image_key order by image_id")
                .map(
                    (row, context) ->
                        Map.entry(
                            new ImageId(Sha256.parse("sha256:" + row.getString("image_id"))),
                            read(row)))
                .stream()
                .collect(
                    Collectors.toMap(
                        Map.Entry::getKey,
                        Map.Entry::getValue,
                        (one, other) -> one,
                        LinkedHashMap::new)));
  }

  /** The key of a confidential image. */
  public Optional<SealedKey> find(ImageId image) {
    return transactions.in(
        handle ->
            handle
                .createQuery("select * from image_key where image_id = :image")
                .bind("image", image.digest().hex())
                .map((row, context) -> read(row))
                .findOne());
  }

  private static SealedKey read(ResultSet row) throws SQLException {
    return new SealedKey(
        LoadableObject.parse(Octets.of(row.getBytes("sealed"))),
        new PcrSelection(
            PcrBank.SHA256,
            Stream.of(row.getString("pcrs").split(BETWEEN, -1)).map(Integer::valueOf).toList()),
        copy(row),
        row.getBoolean("bound"));
  }

  private static Optional<RecoveryCopy> copy(ResultSet row) throws SQLException {
    byte[] wrapped = row.getBytes("recovery");
    return wrapped == null
        ? Optional.empty()
        : Optional.of(
            new RecoveryCopy(
                Sha256.parse("sha256:" + row.getString("recovery_for")), Octets.of(wrapped)));
  }
}
