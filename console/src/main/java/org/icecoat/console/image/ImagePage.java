package org.icecoat.console.image;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.icecoat.console.proof.Claim;
import org.icecoat.console.terminal.Printable;
import org.icecoat.console.text.Moments;
import org.icecoat.console.text.Sizes;
import org.icecoat.console.view.ImageView;
import org.icecoat.console.view.Named;

/** An image as a page. */
final class ImagePage {
  private static final int LABEL = 14;

  private final List<String> lines = new ArrayList<>();

  private ImagePage() {}

  static List<String> lines(ImageView.Full full, Moments moments) {
    ImagePage page = new ImagePage();
    ImageView image = full.image();
    page.line("Image", image.name() + ":" + image.version());
    page.line("Id", image.id());
    page.line("State", full.state());
    page.line("Kind", full.kind() + ", " + full.format() + ", " + image.architecture());
    page.line("Description", full.description());
    page.line("System", image.os() == null ? null : image.os().toString());
    page.line(
        "Components",
        image.components().stream().map(Named::toString).collect(Collectors.joining(", ")));
    page.line("Boot", boot(full.boot()));
    page.line("Size", size(full));
    page.line("Root", full.root());
    page.line("Registered", moments.full(full.registeredAt()) + " by " + full.registeredBy());
    return page.lines;
  }

  /** What is wrong, or else where the image is in the log and whether that is proved. */
  static List<String> log(List<Claim> claims) {
    ImagePage page = new ImagePage();
    List<Claim> refuted =
        claims.stream().filter(one -> one.result() == Claim.Result.REFUTED).toList();
    List<Claim> shown =
        refuted.isEmpty()
            ? claims.stream().filter(one -> one.what().equals("entry")).toList()
            : refuted;
    shown.forEach(
        one -> page.line("Log", one.result().name().toLowerCase(Locale.ROOT) + ": " + one.why()));
    return page.lines;
  }

  private static String size(ImageView.Full full) {
    String virtual =
        full.virtualMiB() == null ? "" : ", a disk of " + Sizes.mebibytes(full.virtualMiB());
    String memory =
        full.leastMemoryMiB() == null
            ? ""
            : ", needs " + Sizes.mebibytes(full.leastMemoryMiB()) + " of memory";
    return Sizes.bytes(full.image().bytes()) + virtual + memory;
  }

  private static String boot(ImageView.Boot boot) {
    if (boot == null || boot.kernel() == null) {
      return boot == null ? null : boot.by();
    }
    return "kernel %s, ramdisk %s, command line '%s'"
        .formatted(boot.kernel(), boot.initialRamdisk(), boot.commandLine());
  }

  private void line(String label, String value) {
    String shown = value == null || value.isEmpty() ? "-" : value;
    lines.add(Printable.line(label + " ".repeat(LABEL - label.length()) + shown));
  }
}
