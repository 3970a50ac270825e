package org.icecoat.console.node;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.icecoat.console.terminal.Printable;
import org.icecoat.console.terminal.Table;
import org.icecoat.console.text.Moments;
import org.icecoat.console.text.Sizes;
import org.icecoat.console.text.Spans;
import org.icecoat.console.view.Named;
import org.icecoat.console.view.NodeTrust;
import org.icecoat.console.view.NodeView;
import org.icecoat.console.view.Sizing;

/** Nodes as a table, and one as a page. */
final class NodePage {
  private static final int LABEL = 14;

  private final List<String> lines = new ArrayList<>();

  private NodePage() {}

  static List<String> table(List<NodeView.Full> nodes, Moments moments) {
    if (nodes.isEmpty()) {
      return List.of("No nodes; enrol one with: icecoat node enrol");
    }
    Table table =
        new Table(
            "NODE",
            "STATE",
            "VMS",
            "FREE CPUS",
            "FREE MEMORY",
            "DATASETS",
            "HEARD",
            "TRUST",
            "PROVED",
            "TROUBLE");
    for (NodeView.Full one : nodes) {
      Sizing free = one.node().free();
      table.row(
          one.node().name(),
          one.node().state(),
          one.vms(),
          free == null ? null : free.cpus(),
          free == null ? null : Sizes.mebibytes(free.memoryMiB()),
          String.join(", ", one.node().datasets()),
          one.heardAt() == null ? "never" : moments.ago(one.heardAt()),
          one.trust() == null ? null : word(one.trust(), moments),
          one.trust() == null ? null : asked(one.trust(), moments),
          one.health().isEmpty() ? null : one.health().size());
    }
    return table.lines();
  }

  static List<String> lines(NodeView.Full full, Moments moments) {
    NodePage page = new NodePage();
    NodeView node = full.node();
    page.line("Node", node.name());
    page.line("State", node.state() + (full.why() == null ? "" : ": " + full.why()));
    page.line("Endpoint", full.endpoint());
    page.line("DN", full.dn());
    page.line("Enrolled", moments.full(full.enrolledAt()));
    page.line("Heard", full.heardAt() == null ? "never" : moments.ago(full.heardAt()));
    page.line("Plug-in", full.pluginVersion());
    page.line("VMM", node.vmms().stream().map(Named::toString).collect(Collectors.joining(", ")));
    page.line("Architectures", String.join(", ", node.architectures()));
    page.line("Capacity", room(node.capacity()));
    page.line("Free", room(node.free()));
    page.line("VMs", full.vms() + ", foreign domains " + full.foreignDomains());
    page.line("TPM", tpm(full.tpm()));
    page.trust(full.trust(), moments);
    page.line("Datasets", String.join(", ", node.datasets()));
    page.line("Labels", labels(node));
    full.trustChanges().forEach(change -> page.line("Trust was", changed(change, moments)));
    full.health().forEach(one -> page.line("Trouble", one.description() + " (" + one.code() + ")"));
    return page.lines;
  }

  /** What came of its last attestation. */
  static List<String> trust(NodeView.Full full, Moments moments) {
    NodePage page = new NodePage();
    page.line("Node", full.node().name());
    page.line("TPM", tpm(full.tpm()));
    page.trust(full.trust(), moments);
    return page.lines;
  }

  private static String word(NodeTrust trust, Moments moments) {
    boolean over = trust.validUntil() != null && moments.over(trust.validUntil());
    return over ? "Expired" : trust.verdict();
  }

  /** By the factory's clock where it says. */
  private static String asked(NodeTrust trust, Moments moments) {
    return trust.age() == null ? moments.ago(trust.at()) : Spans.text(trust.age()) + " ago";
  }

  private static String tpm(NodeTrust.Tpm tpm) {
    return tpm == null
        ? null
        : "%s, of the maker %s (%s)"
            .formatted(tpm.tpmClass().toLowerCase(Locale.ROOT), tpm.maker(), tpm.model());
  }

  private void trust(NodeTrust trust, Moments moments) {
    if (trust == null) {
      line("Trust", "never asked to prove itself");
      return;
    }
    String policy = trust.policy() == null ? "" : " by " + trust.policy();
    line("Trust", word(trust, moments) + policy + ", " + asked(trust, moments));
    if (trust.validUntil() != null) {
      line("Valid until", moments.end(trust.validUntil()));
    }
    trust.reasons().forEach(reason -> line("Reason", reason));
  }

  private static String changed(NodeTrust.Change change, Moments moments) {
    NodeTrust result = change.result();
    String why = result.reasons().isEmpty() ? "" : ": " + String.join("; ", result.reasons());
    return "%s by %s from %s%s"
        .formatted(result.verdict(), change.policyName(), moments.full(result.at()), why);
  }

  private static String labels(NodeView node) {
    return node.labels().entrySet().stream()
        .map(label -> label.getKey() + "=" + label.getValue())
        .collect(Collectors.joining(", "));
  }

  private static String room(Sizing room) {
    return room == null
        ? null
        : "%d CPUs, %s of memory, %s of disk"
            .formatted(
                room.cpus(), Sizes.mebibytes(room.memoryMiB()), Sizes.mebibytes(room.diskMiB()));
  }

  private void line(String label, String value) {
    String shown = value == null || value.isEmpty() ? "-" : value;
    lines.add(Printable.line(label + " ".repeat(LABEL - label.length()) + shown));
  }
}
