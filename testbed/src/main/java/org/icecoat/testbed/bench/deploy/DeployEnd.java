package org.icecoat.testbed.bench.deploy;

/** When a deployment has ended, the same for product and floor. */
enum DeployEnd {
  /** libvirt says that the domain has started: QEMU runs. */
  DOMAIN,

  /** The guest has booted and its runner has answered. */
  GUEST
}
