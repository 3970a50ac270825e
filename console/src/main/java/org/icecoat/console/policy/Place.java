package org.icecoat.console.policy;

/** Which services a policy is for, as it is written on the command line. */
enum Place {
  factory,
  store,
  both
}
