package org.icecoat.factory.soap;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** gSOAP: stubs in C++. */
record GsoapStubs(Path folder) implements ForeignStubs {
  private static final Pattern PROXY = Pattern.compile("soap(\\w+)Soap11Proxy\\.h");
  private static final Path SHARE = Path.of("/usr/share/gsoap");
  private static final Path EXAMPLE = EXAMPLES.resolve("gsoap");

  @Override
  public void assumeHere() {
    ForeignTool.assumeHere("gSOAP", "wsdl2h", "soapcpp2", "g++", "make", "pkg-config");
  }

  @Override
  public Set<String> portTypes(List<Path> contracts) {
    Set<String> made = new TreeSet<>();
    for (Path contract : contracts) {
      Path stubs = folder.resolve(contract.getFileName());
      ForeignTool in = new ForeignTool(stubs);
      String header = stubs.resolve("stubs.h").toString();
      String types = SHARE.resolve("WS/typemap.dat").toString();
      String all = "-I" + CONTRACTS;
      in.run("wsdl2h", "-Nicecoat", "-t", types, "-o", header, all, contract.toString());
      in.run("soapcpp2", "-j", "-C", "-w", "-x", "-I" + SHARE.resolve("import"), header);
      files(stubs).map(PROXY::matcher).filter(Matcher::matches).forEach(m -> made.add(m.group(1)));
    }
    return made;
  }

  @Override
  public List<String> tour(Journey journey) {
    Path build = folder.resolve("tour");
    ForeignTool in = journey.in(build);
    files(EXAMPLE).forEach(name -> copy(EXAMPLE.resolve(name), build.resolve(name)));
    in.run("make", "WSDL=" + CONTRACTS, "CXXFLAGS=-O0 -w");
    return in.run(build.resolve("tour").toString(), journey.factory(), journey.image());
  }

  private static void copy(Path from, Path to) {
    try {
      Files.createDirectories(to.getParent());
      Files.copy(from, to);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<String> files(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return "gSOAP";
  }
}
