package org.icecoat.factory.soap;

import static org.icecoat.factory.soap.Requests.REQUEST;

import java.util.Optional;
import java.util.OptionalLong;
import org.icecoat.domain.identity.Dn;
import org.icecoat.domain.node.NodeName;
import org.icecoat.domain.vm.VmId;
import org.icecoat.factory.administration.HistorySearch;
import org.icecoat.factory.store.VmHistoryStore;
import org.icecoat.factory.vm.HistoryEntry;
import org.icecoat.wire.administration.HistoryLineType;
import org.icecoat.wire.administration.SearchHistory;
import org.icecoat.wire.administration.SearchHistoryResponse;
import org.icecoat.wire.types.VmStateType;

/** What administrators look for in histories, and find. */
final class HistoryMapping {
  private HistoryMapping() {}

  static VmHistoryStore.Search search(SearchHistory wire) {
    return new VmHistoryStore.Search(
        REQUEST.optional("Vm", wire.getVm(), VmId::parse),
        REQUEST.optional("Owner", wire.getOwner(), Dn::parse),
        REQUEST.optional("Node", wire.getNode(), NodeName::new),
        Optional.ofNullable(wire.getEvent()),
        Optional.ofNullable(wire.getSince()),
        Optional.ofNullable(wire.getUntil()),
        wire.getBefore() == null ? OptionalLong.empty() : OptionalLong.of(wire.getBefore()),
        PageSize.of(wire.getMaximalCount(), HistorySearch.MOST));
  }

  static SearchHistoryResponse found(HistorySearch.Page page) {
    SearchHistoryResponse wire = new SearchHistoryResponse();
    page.lines().forEach(line -> wire.getEntry().add(line(line)));
    wire.setMore(page.more());
    return wire;
  }

  private static HistoryLineType line(VmHistoryStore.Line line) {
    HistoryEntry entry = line.entry();
    HistoryLineType wire = new HistoryLineType();
    wire.setNumber(line.number());
    wire.setAt(entry.at());
    wire.setVm(line.vm().toString());
    wire.setOwner(line.owner().toString());
    line.node().map(NodeName::value).ifPresent(wire::setNode);
    wire.setState(VmStateType.valueOf(entry.state().name()));
    wire.setEvent(entry.event());
    entry.description().ifPresent(wire::setDescription);
    return wire;
  }
}
