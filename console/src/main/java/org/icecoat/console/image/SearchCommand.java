package org.icecoat.console.image;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.icecoat.console.command.Session;
import org.icecoat.console.failure.Reason;
import org.icecoat.console.remote.Remote;
import org.icecoat.console.terminal.Printable;
import org.icecoat.console.terminal.Table;
import org.icecoat.console.text.Sizes;
import org.icecoat.console.view.ImageView;
import org.icecoat.console.view.Named;
import org.icecoat.console.view.Reasons;
import org.icecoat.wire.store.Search;
import org.icecoat.wire.store.SearchResponse;
import org.icecoat.wire.types.ImageRequirementsType;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code icecoat image search}. */
@Command(name = "search", description = "Find images, best first, and why the others do not fit.")
final class SearchCommand implements Runnable {
  private final Session session;

  @Parameters(
      arity = "0..*",
      paramLabel = "WORD",
      description = "Words of the name or the description.")
  private List<String> words = new ArrayList<>();

  @Option(names = "--name", paramLabel = "NAME", description = "The image's name.")
  private String name;

  @Option(
      names = "--component",
      paramLabel = "NAME[>=V]",
      description = "A component that it must carry, such as 'hmmer>=3.3'. Repeatable.")
  private List<String> components = new ArrayList<>();

  @Option(names = "--os", paramLabel = "NAME[>=V]", description = "Its operating system.")
  private String operatingSystem;

  @Option(names = "--arch", paramLabel = "ARCH", description = "Its architecture.")
  private String architecture;

  @Option(
      names = "--everything",
      description = "Also retired images, kernels and initial ramdisks.")
  private boolean everything;

  SearchCommand(Session session) {
    this.session = session;
  }

  /** An image that fits. */
  record Hit(int score, ImageView.Full image) {}

  /** The result; {@code more} says that not all reasons are given. */
  record Found(List<Hit> images, List<Reason> reasons, boolean more) {
    static Found of(SearchResponse wire) {
      return new Found(
          wire.getHit().stream()
              .map(hit -> new Hit(hit.getScore(), ImageView.Full.of(hit.getImage())))
              .toList(),
          Reasons.of("image", wire.getReason()),
          wire.isMore());
    }
  }

  @Override
  public void run() {
    Search search = new Search();
    search.setRequirements(requirements());
    search.setEverything(everything);
    Found found = Found.of(Remote.call(() -> session.services().store().search(search)));
    session.output().show(found, () -> lines(found));
  }

  private ImageRequirementsType requirements() {
    ImageRequirementsType wire = new ImageRequirementsType();
    wire.setName(name);
    wire.setArchitecture(architecture);
    if (operatingSystem != null) {
      wire.setOperatingSystem(Named.requirement(operatingSystem).component());
    }
    components.stream()
        .map(text -> Named.requirement(text).component())
        .forEach(wire.getComponent()::add);
    wire.setText(words.isEmpty() ? null : String.join(" ", words));
    return wire;
  }

  private static List<String> lines(Found found) {
    List<String> lines = new ArrayList<>();
    lines.addAll(found.images().isEmpty() ? List.of("No image fits") : table(found).lines());
    found.reasons().forEach(reason -> lines.add("  " + Printable.line(reason.line())));
    if (found.more()) {
      lines.add("  and more that do not fit");
    }
    return lines;
  }

  private static Table table(Found found) {
    Table table = new Table("IMAGE", "KIND", "ARCH", "OS", "COMPONENTS", "SIZE", "STATE", "ID");
    for (Hit hit : found.images()) {
      ImageView image = hit.image().image();
      table.row(
          image.name() + ":" + image.version(),
          hit.image().kind(),
          image.architecture(),
          image.os(),
          image.components().stream().map(Named::toString).collect(Collectors.joining(", ")),
          Sizes.bytes(image.bytes()),
          hit.image().state(),
          image.id().substring(0, Math.min(image.id().length(), 19)));
    }
    return table;
  }
}
