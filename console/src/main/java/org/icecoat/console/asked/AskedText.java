package org.icecoat.console.asked;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.icecoat.domain.component.Architecture;
import org.icecoat.domain.component.ComponentName;
import org.icecoat.domain.component.ComponentRequirement;
import org.icecoat.domain.component.VersionConstraint;
import org.icecoat.domain.image.ImageId;
import org.icecoat.domain.image.ImageName;
import org.icecoat.domain.image.Line;
import org.icecoat.domain.image.match.ImageRequirements;
import org.icecoat.domain.image.match.ImageRequirements.ByDescription;
import org.icecoat.domain.image.match.ImageRequirements.ById;

/** What was asked for as lines of a key and a value, in the words of {@code icecoat deploy}. */
final class AskedText {
  private Optional<ImageId> id = Optional.empty();
  private Optional<ImageName> name = Optional.empty();
  private Optional<ComponentRequirement> system = Optional.empty();
  private Optional<Architecture> architecture = Optional.empty();
  private final List<ComponentRequirement> components = new ArrayList<>();
  private Line text = Line.EMPTY;
  private Optional<Asked.Code> code = Optional.empty();
  private boolean described;

  private AskedText() {}

  static List<String> lines(Asked asked) {
    List<String> lines = new ArrayList<>();
    asked.image().ifPresent(image -> lines.addAll(lines(image)));
    asked.code().ifPresent(code -> lines.add("application " + code));
    return lines;
  }

  private static List<String> lines(ImageRequirements image) {
    if (image instanceof ById one) {
      return List.of("image " + one.id());
    }
    ByDescription any = (ByDescription) image;
    List<String> lines = new ArrayList<>();
    lines.add("text " + any.text());
    any.name().ifPresent(one -> lines.add("name " + one));
    any.operatingSystem().ifPresent(one -> lines.add("os " + one));
    any.architecture().ifPresent(one -> lines.add("arch " + one));
    any.components().forEach(one -> lines.add("component " + one));
    return lines;
  }

  /**
   * Reads what {@link #lines} wrote.
   *
   * @throws IllegalArgumentException if a line is none of these
   */
  static Asked parse(List<String> lines) {
    AskedText read = new AskedText();
    lines.forEach(read::line);
    Optional<ImageRequirements> described =
        read.described
            ? Optional.of(
                new ByDescription(
                    read.name, read.system, read.architecture, read.components, read.text))
            : Optional.empty();
    return new Asked(read.id.<ImageRequirements>map(ById::new).or(() -> described), read.code);
  }

  private void line(String line) {
    int space = line.indexOf(' ');
    if (space < 0) {
      throw new IllegalArgumentException("A line is a key, a space and a value");
    }
    String value = line.substring(space + 1);
    switch (line.substring(0, space)) {
      case "image" -> id = Optional.of(ImageId.parse(value));
      case "application" -> code = Optional.of(Asked.Code.parse(value));
      case "name" -> name = Optional.of(new ImageName(value));
      case "os" -> system = Optional.of(requirement(value));
      case "arch" -> architecture = Optional.of(new Architecture(value));
      case "component" -> components.add(requirement(value));
      case "text" -> {
        described = true;
        text = new Line(value);
      }
      default -> throw new IllegalArgumentException("A key that is not known");
    }
  }

  private static ComponentRequirement requirement(String text) {
    int split = 0;
    while (split < text.length() && "<>=".indexOf(text.charAt(split)) < 0) {
      split++;
    }
    String version = text.substring(split);
    return new ComponentRequirement(
        new ComponentName(text.substring(0, split)),
        version.isEmpty() ? Optional.empty() : Optional.of(VersionConstraint.parse(version)));
  }
}
