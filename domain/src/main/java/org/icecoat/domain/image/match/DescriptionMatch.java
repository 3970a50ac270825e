package org.icecoat.domain.image.match;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.icecoat.domain.component.Architecture;
import org.icecoat.domain.component.Component;
import org.icecoat.domain.component.ComponentRequirement;
import org.icecoat.domain.image.ImageDescription;
import org.icecoat.domain.image.ImageId;
import org.icecoat.domain.image.ImageName;
import org.icecoat.domain.image.ImageUse;
import org.icecoat.domain.image.Line;
import org.icecoat.domain.image.Manifest;
import org.icecoat.domain.image.match.Mismatch.Code;

/**
 * Compares one image with a request and gathers all that differs. The score of an image that fits
 * is 1000, plus 10 for each word found in its name, minus one for each component that nobody asked
 * for.
 */
final class DescriptionMatch {
  private static final int FITS = 1000;
  private static final int WORD_IN_NAME = 10;
  private static final int NAMED_WORDS = 5;

  private final ImageDescription image;
  private final List<Mismatch> reasons = new ArrayList<>();

  DescriptionMatch(Manifest manifest) {
    image = manifest.description();
  }

  static ImageMatch byId(ImageId wanted, Manifest manifest) {
    if (wanted.equals(manifest.id())) {
      return new ImageMatch.Fits(FITS);
    }
    return new ImageMatch.DoesNotFit(
        List.of(new Mismatch(Code.OTHER_ID, "It is another image than " + wanted)));
  }

  ImageMatch with(ImageRequirements.ByDescription wanted) {
    wanted.name().ifPresent(this::checkName);
    wanted.architecture().ifPresent(this::checkArchitecture);
    wanted.operatingSystem().ifPresent(this::checkOperatingSystem);
    wanted.components().forEach(this::checkComponent);
    int wordsInName = checkWords(wanted.text());
    if (!reasons.isEmpty()) {
      return new ImageMatch.DoesNotFit(reasons);
    }
    long extra =
        image.components().stream()
            .filter(has -> wanted.components().stream().noneMatch(asked -> asked.isMetBy(has)))
            .count();
    return new ImageMatch.Fits(FITS + WORD_IN_NAME * wordsInName - (int) extra);
  }

  private void checkName(ImageName wanted) {
    ImageName name = image.title().name();
    if (!wanted.value().equalsIgnoreCase(name.value())) {
      no(Code.OTHER_NAME, "Its name is " + name + ", not " + wanted);
    }
  }

  private void checkArchitecture(Architecture wanted) {
    if (!wanted.equals(image.architecture())) {
      no(Code.OTHER_ARCHITECTURE, "It is for " + image.architecture() + ", not for " + wanted);
    }
  }

  private void checkOperatingSystem(ComponentRequirement wanted) {
    Optional<Component> system = image.disk().flatMap(ImageUse.Disk::operatingSystem);
    if (system.isEmpty()) {
      no(Code.OPERATING_SYSTEM_UNKNOWN, "It names no operating system; asked for is " + wanted);
    } else if (!wanted.name().equals(system.get().name())) {
      no(Code.OTHER_OPERATING_SYSTEM, "It runs " + system.get() + "; asked for is " + wanted);
    } else if (!wanted.isMetBy(system.get())) {
      no(
          Code.OTHER_OPERATING_SYSTEM_VERSION,
          "It runs " + system.get() + "; asked for is " + wanted);
    }
  }

  private void checkComponent(ComponentRequirement wanted) {
    Optional<Component> found =
        image.components().stream().filter(has -> has.name().equals(wanted.name())).findFirst();
    if (found.isEmpty()) {
      no(Code.COMPONENT_MISSING, "It does not carry " + wanted.name());
    } else if (!wanted.isMetBy(found.get())) {
      no(Code.OTHER_COMPONENT_VERSION, "It carries " + found.get() + "; asked for is " + wanted);
    }
  }

  /** Returns how many of the words stand in the image's name. */
  private int checkWords(Line text) {
    String name = folded(image.title().name().value());
    StringBuilder everywhere = new StringBuilder(name);
    everywhere.append(' ').append(folded(image.title().summary().value()));
    image.components().forEach(has -> everywhere.append(' ').append(folded(has.name().value())));
    Set<String> words = wordsOf(text);
    List<String> missing =
        words.stream().filter(word -> everywhere.indexOf(word) < 0).limit(NAMED_WORDS).toList();
    if (!missing.isEmpty()) {
      no(Code.TEXT_NOT_FOUND, "Neither name, summary nor components say: " + missing);
    }
    return (int) words.stream().filter(name::contains).count();
  }

  private static Set<String> wordsOf(Line text) {
    Set<String> words = new LinkedHashSet<>(List.of(folded(text.value()).split(" +", -1)));
    words.remove("");
    return words;
  }

  private static String folded(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  private void no(Code code, String description) {
    reasons.add(new Mismatch(code, description));
  }
}
