package org.icecoat.factory.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.icecoat.domain.application.ApplicationArchive;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.identity.Dn;
import org.icecoat.domain.resources.Capacity;
import org.icecoat.domain.vm.VmId;
import org.icecoat.factory.authorization.Quota;
import org.icecoat.factory.request.ClientToken;
import org.icecoat.factory.vm.Vm;
import org.icecoat.factory.vm.VmUpdate;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Takes requests in: each client token gives one VM, however often and in parallel it is sent. */
public final class AcceptanceStore {
  private final Jdbi jdbi;

  public AcceptanceStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** A client's token and what it stands for. */
  public record TokenUse(Dn owner, ClientToken token, Sha256 request) {}

  /** What became of a request. */
  public sealed interface Acceptance {
    /** A new VM. */
    record New(Vm vm) implements Acceptance {}

    /** The VM that the same request gave before. */
    record Same(Vm vm) implements Acceptance {}

    /** The token stands for another request. */
    record Conflict() implements Acceptance {}
  }

  /** Looks whether the token was used before. */
  public Optional<Acceptance> earlier(TokenUse use) {
    return jdbi.withHandle(handle -> earlier(handle, use));
  }

  /**
   * Writes a new VM with its token and application, within its owner's quota; or finds that the
   * token was used meanwhile.
   */
  public Acceptance accept(
      TokenUse use, VmUpdate update, Optional<ApplicationArchive> archive, Quota quota) {
    return jdbi.inTransaction(
        handle -> {
          OwnerLock.take(handle, use.owner());
          Optional<Acceptance> earlier = earlier(handle, use);
          if (earlier.isPresent()) {
            return earlier.get();
          }
          OwnerLock.check(quota, Usage.by(handle, use.owner()), update.vm().demand());
          VmStore.insert(handle, update);
          insertToken(handle, use, update.vm().id());
          archive.ifPresent(content -> write(handle, update.vm().id(), content));
          return new Acceptance.New(update.vm());
        });
  }

  /**
   * Checks that one more VM would be within its owner's quota now.
   *
   * @throws org.icecoat.factory.fault.FactoryException QUOTA_EXCEEDED
   */
  public void requireWithin(Dn owner, Capacity demand, Quota quota) {
    OwnerLock.check(quota, jdbi.withHandle(handle -> Usage.by(handle, owner)), demand);
  }

  private static Optional<Acceptance> earlier(Handle handle, TokenUse use) {
    return handle
        .createQuery(
            "select v.*, t.request_digest from client_token t join vm v on v.id = t.vm_id"
                + " where t.owner_key = :owner and t.token = :token")
        .bind("owner", Columns.ownerKey(use.owner()))
        .bind("token", use.token().value())
        .map(
            (row, context) ->
                row.getString("request_digest").equals(use.request().hex())
                    ? new Acceptance.Same(VmRow.read(row))
                    : (Acceptance) new Acceptance.Conflict())
        .findOne();
  }

  private static void insertToken(Handle handle, TokenUse use, VmId id) {
    handle.execute(
        "insert into client_token (owner_key, token, request_digest, vm_id) values (?, ?, ?, ?)",
        Columns.ownerKey(use.owner()),
        use.token().value(),
        use.request().hex(),
        id.value());
  }

  private static void write(Handle handle, VmId id, ApplicationArchive archive) {
    try (PieceWriter pieces = new PieceWriter(handle, id)) {
      archive.writeTo(pieces);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
