package org.icecoat.console.doctor;

import java.util.List;

/** Looks at one thing, and never throws for what it finds. */
@FunctionalInterface
interface Check {
  List<Finding> findings();
}
