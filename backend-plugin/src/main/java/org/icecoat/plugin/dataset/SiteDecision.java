package org.icecoat.plugin.dataset;

import java.util.List;
import org.icecoat.plugin.SiteReason;

/** What the site says to a VM. Made only by {@link SiteDatasets}. */
public sealed interface SiteDecision {
  /** All datasets that were asked for, in that order. */
  final class Permitted implements SiteDecision {
    private final List<Dataset> datasets;

    Permitted(List<Dataset> datasets) {
      this.datasets = List.copyOf(datasets);
    }

    public List<Dataset> datasets() {
      return datasets;
    }
  }

  /** A reason for each dataset that stays closed; not empty. */
  record Refused(List<SiteReason> reasons) implements SiteDecision {
    public Refused {
      reasons = List.copyOf(reasons);
    }
  }
}
