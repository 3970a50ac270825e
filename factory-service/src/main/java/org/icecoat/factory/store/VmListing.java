package org.icecoat.factory.store;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.icecoat.domain.identity.Dn;
import org.icecoat.domain.vm.VmId;
import org.icecoat.domain.vm.VmState;
import org.icecoat.factory.vm.Vm;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;

/** Lists VMs page by page, newest first; a page costs the same wherever it lies. */
public final class VmListing {
  private final Jdbi jdbi;

  public VmListing(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * Which VMs to list.
   *
   * @param owner empty for everybody's
   * @param states empty for all
   * @param after the last VM of the page before
   */
  public record Page(
      Optional<Dn> owner, Set<VmState> states, Optional<VmId> after, int maximalCount) {}

  public List<Vm> list(Page page) {
    StringBuilder sql = new StringBuilder("select * from vm where 1 = 1");
    page.owner().ifPresent(owner -> sql.append(" and owner_key = :owner"));
    if (!page.states().isEmpty()) {
      sql.append(" and state in (<states>)");
    }
    page.after()
        .ifPresent(
            after ->
                sql.append(
                    " and (created_at, id) < (select created_at, id from vm where id = :after)"));
    sql.append(" order by created_at desc, id desc limit :most");
    return jdbi.withHandle(
        handle -> {
          Query query = handle.createQuery(sql.toString()).bind("most", page.maximalCount());
          page.owner().ifPresent(owner -> query.bind("owner", Columns.ownerKey(owner)));
          page.after().ifPresent(after -> query.bind("after", after.value()));
          if (!page.states().isEmpty()) {
            query.bindList("states", page.states().stream().map(VmState::name).toList());
          }
          return VmStore.read(query);
        });
  }
}
