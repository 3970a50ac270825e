package org.icecoat.factory.request;

import java.time.Instant;

/** When a VM is to be deployed. */
public sealed interface DeploymentTime {
  /** At once; refused if no node has room. */
  record Now() implements DeploymentTime {}

  /** Not before a moment. */
  record At(Instant moment) implements DeploymentTime {}

  /** As soon as a node has room, but not after the deadline. */
  record Until(Instant deadline) implements DeploymentTime {}
}
