package org.icecoat.testbed.demo;

/** What a node shows of a VM by itself, past what Icecoat says of it. */
interface Witness {
  /** The state of its domain in libvirt's words, such as running or paused. */
  String domainState(String id);

  /** How often its guest has booted. */
  long boots(String id);
}
