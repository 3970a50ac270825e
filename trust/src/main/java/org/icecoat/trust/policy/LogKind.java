package org.icecoat.trust.policy;

/** A log that leads to the value of a PCR. */
public enum LogKind {
  /** The firmware's event log. */
  FIRMWARE,
  /** What the plug-in measured: hypervisor, libvirt, itself. */
  COMPONENTS,
  /** The kernel's list of files (IMA). */
  IMA
}
