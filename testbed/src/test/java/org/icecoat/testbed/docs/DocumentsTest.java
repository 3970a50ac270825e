package org.icecoat.testbed.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Links lead somewhere, and what is named exists. */
class DocumentsTest {
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern NAMED_PATH =
      Pattern.compile("`((?:docs|wsdl|distribution|testbed|wsrf)/[A-Za-z0-9_./-]+)`");
  private static final Pattern VARIABLE =
      Pattern.compile("(?<=`)(ICECOAT_|X509_|XDG_|JAVA_HOME|NO_COLOR)[A-Z_]*(?=`)");
  private static final Pattern NAMED_CLASS = Pattern.compile("`([a-z]+\\.[A-Z][a-z]\\w+)");
  private static final Pattern NAMED_TEST =
      Pattern.compile("\\b[A-Z]\\w*[a-z0-9](?:IT|Test|Contract)\\b");
  private static final String NO_TEST = "NoUnitTest"; // a name that selects none
  private static final int LONGEST_README = 60;

  @Test
  void every_link_leads_to_a_file_and_every_anchor_to_a_heading() throws IOException {
    List<String> broken = new ArrayList<>();
    for (Path file : documents()) {
      LINK.matcher(Document.read(file))
          .results()
          .map(link -> link.group(1))
          .filter(target -> !target.startsWith("http"))
          .filter(target -> !leads(file, target))
          .forEach(target -> broken.add(file + " -> " + target));
    }
    assertThat(broken).isEmpty();
  }

  @Test
  void every_file_that_a_document_names_exists() throws IOException {
    List<String> absent = new ArrayList<>();
    for (Path file : documents()) {
      for (MatchResult named : NAMED_PATH.matcher(Document.read(file)).results().toList()) {
        String path = named.group(1);
        if (!path.contains("/target/") && !Files.exists(Document.TOP.resolve(path))) {
          absent.add(file + " names " + path);
        }
      }
    }
    assertThat(absent).isEmpty();
  }

  @Test
  void every_variable_of_the_environment_is_read_by_something() throws IOException {
    StringBuilder readers = new StringBuilder();
    for (String reader :
        List.of("distribution/src/main/bin", "service-kit/src/main", "console/src/main")) {
      try (Stream<Path> found = Files.walk(Document.TOP.resolve(reader))) {
        found.filter(Files::isRegularFile).map(Document::read).forEach(readers::append);
      }
    }
    List<String> variables =
        VARIABLE
            .matcher(Document.of("docs/configuration.md").text())
            .results()
            .map(MatchResult::group)
            .distinct()
            .toList();
    assertThat(variables).hasSizeGreaterThan(8);
    assertThat(variables).allSatisfy(variable -> assertThat(readers).contains(variable));
  }

  /** Such as {@code vm.NodeVms}: a package's last part and a class in it. */
  @Test
  void every_class_that_a_readme_names_with_its_package_exists() throws IOException {
    Set<String> classes;
    try (Stream<Path> found = Files.walk(Document.TOP)) {
      classes =
          found
              .filter(file -> file.toString().endsWith(".java"))
              .map(file -> file.getParent().getFileName() + "." + file.getFileName())
              .collect(Collectors.toSet());
    }
    List<String> absent = new ArrayList<>();
    for (Path module : modules()) {
      NAMED_CLASS
          .matcher(Document.read(module.resolve("README.md")))
          .results()
          .map(named -> named.group(1))
          .filter(named -> !classes.contains(named + ".java"))
          .forEach(named -> absent.add(module.getFileName() + " names " + named));
    }
    assertThat(absent).isEmpty();
  }

  @Test
  void every_test_that_a_document_names_exists() throws IOException {
    Set<String> tests;
    try (Stream<Path> found = Files.walk(Document.TOP)) {
      tests = found.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
    }
    List<String> absent = new ArrayList<>();
    for (Path file : documents()) {
      NAMED_TEST
          .matcher(Document.read(file))
          .results()
          .map(MatchResult::group)
          .filter(named -> !named.equals(NO_TEST) && !tests.contains(named + ".java"))
          .forEach(named -> absent.add(file + " names " + named));
    }
    assertThat(absent).isEmpty();
  }

  @Test
  void every_module_has_a_short_readme() throws IOException {
    for (Path module : modules()) {
      Path readme = module.resolve("README.md");
      assertThat(readme).exists();
      assertThat(Document.read(readme).lines().count())
          .as(readme.toString())
          .isLessThanOrEqualTo(LONGEST_README);
    }
  }

  private static boolean leads(Path from, String target) {
    int mark = target.indexOf('#');
    String path = mark < 0 ? target : target.substring(0, mark);
    Path file = path.isEmpty() ? from : from.resolveSibling(path).normalize();
    return Files.exists(file)
        && (mark < 0 || anchors(Document.read(file)).contains(target.substring(mark + 1)));
  }

  private static List<String> anchors(String text) {
    return text.lines()
        .filter(line -> line.startsWith("#"))
        .map(line -> line.replaceFirst("#+ ", "").toLowerCase(java.util.Locale.ROOT))
        .map(line -> line.replaceAll("[^a-z0-9 -]", "").replace(' ', '-'))
        .toList();
  }

  private static List<Path> documents() throws IOException {
    List<Path> files = new ArrayList<>();
    for (Path folder :
        Stream.concat(Stream.of(Document.TOP, Document.TOP.resolve("docs")), modules().stream())
            .toList()) {
      try (Stream<Path> found = Files.list(folder)) {
        found.filter(file -> file.toString().endsWith(".md")).forEach(files::add);
      }
    }
    return files;
  }

  private static List<Path> modules() throws IOException {
    try (Stream<Path> found = Files.list(Document.TOP)) {
      return found.filter(folder -> Files.exists(folder.resolve("pom.xml"))).toList();
    }
  }
}
