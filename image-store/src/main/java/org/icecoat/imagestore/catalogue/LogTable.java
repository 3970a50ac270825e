package org.icecoat.imagestore.catalogue;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.trust.log.LogEntry;
import org.icecoat.trust.log.SignedTreeHead;
import org.icecoat.trust.log.TreeHead;
import org.icecoat.trust.structure.Octets;
import org.jdbi.v3.core.Handle;

/** The rows of the log, inside a transaction. */
final class LogTable {
  private static final String NEWEST = " order by counter desc limit 1";

  private final Handle handle;

  LogTable(Handle handle) {
    this.handle = handle;
  }

  void write(Append append) {
    lock();
    long position = append.position();
    for (LogEntry entry : append.entries()) {
      handle
          .createUpdate(
              "insert into image_log (position, image_id, kind, entry)"
                  + " values (:position, :image, :kind, :entry)")
          .bind("position", position++)
          .bind("image", entry.image().id().digest().hex())
          .bind("kind", entry.kind().name())
          .bind("entry", entry.bytes())
          .execute();
    }
    intend(append.intended());
  }

  private void intend(SignedTreeHead intended) {
    TreeHead head = intended.head();
    handle
        .createUpdate(
            "insert into image_log_head (counter, size, root, said_at, protection, intention)"
                + " values (:counter, :size, :root, :at, :protection, :intention)")
        .bind("counter", head.counter())
        .bind("size", head.size())
        .bind("root", head.root().hex())
        .bind("at", ImageRow.utc(head.at()))
        .bind("protection", head.protection().name())
        .bind("intention", intended.signature())
        .execute();
  }

  void sign(SignedTreeHead head) {
    handle
        .createUpdate(
            "update image_log_head set signature = :signature"
                + " where counter = :counter and signature is null")
        .bind("signature", head.signature())
        .bind("counter", head.head().counter())
        .execute();
  }

  void found(Sha256 log) {
    handle
        .createUpdate("insert into image_log_owner (log) values (:log)")
        .bind("log", log.hex())
        .execute();
  }

  /** One append after the other, and no look while one may still be committed. */
  Optional<Sha256> lock() {
    return handle
        .createQuery("select log from image_log_owner for update")
        .mapTo(String.class)
        .findFirst()
        .map(Sha256::parse);
  }

  LogContent read() {
    Optional<Sha256> owner = lock();
    Sha256 log = owner.orElseGet(() -> Sha256.of(new byte[Sha256.BYTES]));
    return new LogContent(
        owner,
        rows(),
        head(log, "signature", " where signature is not null"),
        head(log, "intention", ""));
  }

  private List<LogContent.Row> rows() {
    return handle
        .createQuery("select position, entry from image_log order by position")
        .map((row, context) -> new LogContent.Row(row.getLong(1), Octets.of(row.getBytes(2))))
        .list();
  }

  private Optional<SignedTreeHead> head(Sha256 log, String signature, String which) {
    return handle
        .createQuery("select * from image_log_head" + which + NEWEST)
        .map(
            (row, context) ->
                new SignedTreeHead(
                    new TreeHead(
                        log,
                        row.getLong("size"),
                        Sha256.parse(row.getString("root")),
                        row.getObject("said_at", OffsetDateTime.class).toInstant(),
                        row.getLong("counter"),
                        TreeHead.Protection.valueOf(row.getString("protection"))),
                    row.getBytes(signature)))
        .findFirst();
  }
}
