package org.icecoat.console.deploy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.icecoat.console.failure.Reason;
import org.icecoat.console.terminal.Printable;
import org.icecoat.console.terminal.Table;
import org.icecoat.console.text.Sizes;
import org.icecoat.console.view.ImageView;
import org.icecoat.console.view.Named;
import org.icecoat.console.view.NodeView;
import org.icecoat.console.view.Reasons;
import org.icecoat.console.view.Sizing;
import org.icecoat.wire.factory.MatchResponse;

/** What fits a request, best first, and why the rest does not. */
record MatchView(
    List<FittingImage> images,
    List<FittingNode> nodes,
    List<Reason> imageReasons,
    List<Reason> nodeReasons) {

  record FittingImage(int score, ImageView image) {}

  record FittingNode(int score, NodeView node) {}

  static MatchView of(MatchResponse wire) {
    return new MatchView(
        wire.getFittingImage().stream()
            .map(one -> new FittingImage(one.getScore(), ImageView.of(one.getImage())))
            .toList(),
        wire.getFittingNode().stream()
            .map(one -> new FittingNode(one.getScore(), NodeView.of(one.getNode())))
            .toList(),
        Reasons.of("image", wire.getImageReason()),
        Reasons.of("node", wire.getNodeReason()));
  }

  boolean fits() {
    return !images.isEmpty() && !nodes.isEmpty();
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.addAll(images.isEmpty() ? List.of("No image fits") : imageTable().lines());
    imageReasons.forEach(reason -> lines.add("  " + Printable.line(reason.line())));
    lines.add("");
    lines.addAll(nodes.isEmpty() ? List.of("No node fits") : nodeTable().lines());
    nodeReasons.forEach(reason -> lines.add("  " + Printable.line(reason.line())));
    return lines;
  }

  private Table imageTable() {
    Table table = new Table("IMAGE", "VERSION", "ARCH", "OS", "COMPONENTS", "SIZE", "SCORE");
    for (FittingImage one : images) {
      ImageView image = one.image();
      table.row(
          image.name(),
          image.version(),
          image.architecture(),
          image.os(),
          joined(image.components()),
          Sizes.bytes(image.bytes()),
          one.score());
    }
    return table;
  }

  private Table nodeTable() {
    Table table =
        new Table("NODE", "VMM", "FREE CPUS", "FREE MEMORY", "DATASETS", "TRUST", "SCORE");
    for (FittingNode one : nodes) {
      Sizing free = one.node().free();
      table.row(
          one.node().name(),
          joined(one.node().vmms()),
          free == null ? null : free.cpus(),
          free == null ? null : Sizes.mebibytes(free.memoryMiB()),
          String.join(", ", one.node().datasets()),
          one.node().trust() == null ? null : one.node().trust().line(),
          one.score());
    }
    return table;
  }

  private static String joined(List<Named> named) {
    return named.stream().map(Named::toString).collect(Collectors.joining(", "));
  }
}
