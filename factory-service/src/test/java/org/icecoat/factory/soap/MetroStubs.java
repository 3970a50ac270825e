package org.icecoat.factory.soap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Metro: stubs in Java, of a JAX-WS of its own that must not meet CXF's in one class path. */
record MetroStubs(Path folder) implements ForeignStubs {
  /** Where the build unpacks the stand-alone distribution. */
  private static final Path JARS = Path.of("target/jaxws-ri/lib").toAbsolutePath();

  private static final Path JDK = Path.of(System.getProperty("java.home"), "bin");
  private static final String SERVICE = "Service.java";

  @Override
  public void assumeHere() {
    assertThat(JARS).isDirectory();
  }

  @Override
  public Set<String> portTypes(List<Path> contracts) {
    Set<String> made = new TreeSet<>();
    for (Path contract : contracts) {
      Path stubs = folder.resolve(contract.getFileName());
      wsimport(contract, stubs);
      sources(stubs)
          .map(file -> Path.of(file).getFileName().toString())
          .filter(name -> name.endsWith(SERVICE))
          .forEach(name -> made.add(name.substring(0, name.length() - SERVICE.length())));
    }
    return made;
  }

  private static void wsimport(Path contract, Path stubs) {
    List<String> words = java(JARS + "/*", "com.sun.tools.ws.WsImport");
    words.addAll(List.of("-extension", "-Xnocompile", "-s", ".", "-d", "."));
    words.addAll(List.of("-wsdllocation", "/" + contract.getFileName(), contract.toString()));
    new ForeignTool(stubs).run(words);
  }

  /** A JVM that starts fast. */
  private static List<String> java(String classPath, String type) {
    List<String> words = new ArrayList<>(List.of(JDK.resolve("java").toString()));
    words.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", classPath, type));
    return words;
  }

  @Override
  public List<String> tour(Journey journey) {
    Path classes = compiled();
    ForeignTool in = journey.in(folder);
    String store = folder.resolve("proxy.p12").toString();
    String proxy = journey.proxy().toString();
    in.run("openssl", "pkcs12", "-export", "-in", proxy, "-out", store, "-passout", "pass:proxy");
    List<String> words = java(classes + ":" + CONTRACTS + ":" + JARS + "/*", "Tour");
    words.addAll(List.of(journey.factory(), journey.image(), store));
    return in.run(words);
  }

  private Path compiled() {
    Path stubs = folder.resolve("tour");
    wsimport(CONTRACTS.resolve("factory.wsdl"), stubs);
    wsimport(CONTRACTS.resolve("vm.wsdl"), stubs);
    Path classes = folder.resolve("classes");
    List<String> words = new ArrayList<>(List.of(JDK.resolve("javac").toString()));
    words.addAll(List.of("-J-XX:TieredStopAtLevel=1", "-proc:none", "-cp", JARS + "/*"));
    words.addAll(List.of("-d", classes.toString()));
    words.add(EXAMPLES.resolve("metro/Tour.java").toString());
    sources(stubs).forEach(words::add);
    new ForeignTool(folder).run(words);
    return classes;
  }

  private static Stream<String> sources(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      List<String> all = files.map(Path::toString).toList();
      return all.stream().filter(file -> file.endsWith(".java"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return "Metro";
  }
}
