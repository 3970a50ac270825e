package org.icecoat.console.node;

import java.util.Locale;

/** What a node can be told by its name alone. */
enum NodeOrder {
  CORDON("Let a node take no new VMs; those that it has go on."),
  UNCORDON("Let a node take VMs again."),
  ATTEST("Let a node prove now what it runs, and show what came of it.");

  private final String description;

  NodeOrder(String description) {
    this.description = description;
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  String description() {
    return description;
  }
}
