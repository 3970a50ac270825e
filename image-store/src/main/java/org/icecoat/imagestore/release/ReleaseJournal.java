package org.icecoat.imagestore.release;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.image.ImageId;
import org.icecoat.domain.node.NodeName;
import org.icecoat.imagestore.authorization.NodeCaller;
import org.icecoat.imagestore.catalogue.release.Refusal;
import org.icecoat.imagestore.catalogue.release.Release;
import org.icecoat.imagestore.catalogue.release.ReleaseStore;
import org.icecoat.imagestore.fault.StoreException;
import org.icecoat.imagestore.fault.StoreFault;
import org.icecoat.trust.policy.appraisal.Trusted;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes down who gets keys, before they do, and who does not. */
final class ReleaseJournal {
  private static final Logger LOG = LoggerFactory.getLogger(ReleaseJournal.class);

  private final ReleaseStore store;
  private final Clock clock;

  ReleaseJournal(ReleaseStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /**
   * Who asks for what.
   *
   * @param node as the caller says
   * @param evidence digest of what it showed; empty if it did not come to that
   */
  record Asking(NodeCaller caller, ImageId image, NodeName node, Optional<Sha256> evidence) {}

  void released(NodeCaller caller, Exchange exchange, Trusted trusted) {
    Release release =
        new Release(
            exchange.image(),
            exchange.node(),
            trusted.evidence(),
            "%s version %d".formatted(trusted.policy().name(), trusted.policy().version()),
            now());
    store.released(release, trusted.quote().clock());
    LOG.info(
        "The key of {} is released to {} ({}) by {}",
        release.image(),
        release.node().name(),
        caller,
        release.policy());
  }

  /** The exception to throw; a journal that cannot be written makes no refusal undone. */
  StoreException refused(Asking asking, List<String> reasons) {
    LOG.warn("{} ({}) gets no key: {}", asking.node(), asking.caller(), reasons);
    try {
      store.refused(
          new Refusal(
              asking.image(),
              asking.node(),
              asking.caller().dn(),
              asking.evidence(),
              reasons,
              now()));
    } catch (StoreException e) {
      LOG.error("That {} was refused a key is not written down", asking.node(), e);
    }
    return new StoreException(
        StoreFault.NODE_NOT_TRUSTED,
        "The node %s gets no key: %s.".formatted(asking.node(), String.join(". ", reasons)));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
