package org.icecoat.factory.request;

import java.time.Instant;

/** When a VM is to be deployed. */
public sealed interface DeploymentTime {
  /** The last moment at which the deployment may begin, as it is known at another one. */
  Instant latest(Instant now);

  /** At once; refused if no node has room. */
  record Now() implements DeploymentTime {
    @Override
    public Instant latest(Instant now) {
      return now;
    }
  }

  /** Not before a moment. */
  record At(Instant moment) implements DeploymentTime {
    @Override
    public Instant latest(Instant now) {
      return moment.isAfter(now) ? moment : now;
    }
  }

  /** As soon as a node has room, but not after the deadline. */
  record Until(Instant deadline) implements DeploymentTime {
    @Override
    public Instant latest(Instant now) {
      return deadline.isAfter(now) ? deadline : now;
    }
  }
}
