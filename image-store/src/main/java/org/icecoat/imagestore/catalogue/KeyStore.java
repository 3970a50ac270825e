package org.icecoat.imagestore.catalogue;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
                "insert into image_key (image_id, sealed, pcrs) values (?, ?, ?)",
                image.digest().hex(),
                key.object().wire().bytes(),
                key.pcrs().indexes().stream()
                    .map(String::valueOf)
                    .collect(Collectors.joining(BETWEEN))));
  }

  /** The key of a confidential image. */
  public Optional<SealedKey> find(ImageId image) {
    return transactions.in(
        handle ->
            handle
                .createQuery("select sealed, pcrs from image_key where image_id = :image")
                .bind("image", image.digest().hex())
                .map((row, context) -> read(row))
                .findOne());
  }

  private static SealedKey read(ResultSet row) throws SQLException {
    return new SealedKey(
        LoadableObject.parse(Octets.of(row.getBytes("sealed"))),
        new PcrSelection(
            PcrBank.SHA256,
            Stream.of(row.getString("pcrs").split(BETWEEN, -1)).map(Integer::valueOf).toList()));
  }
}
