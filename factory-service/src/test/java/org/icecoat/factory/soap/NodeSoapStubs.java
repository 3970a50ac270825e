package org.icecoat.factory.soap;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Assumptions;

/** node-soap: stubs in JavaScript, made as it runs. What npm fetches stays for the next run. */
record NodeSoapStubs(Path folder) implements ForeignStubs {
  /** The last one that Debian 12's Node.js runs. */
  private static final String PACKAGE = "soap@1.6.4";

  private static final Path MODULES = Path.of("target/node-soap").toAbsolutePath();

  /** Prints the services of each contract, a line each. */
  private static final String DESCRIBE =
      """
      const soap = require('soap');
      const show = (client) => console.log(Object.keys(client.describe()).join('\\n'));
      const fail = (e) => { console.error(e); process.exitCode = 1; };
      process.argv.slice(1).forEach((wsdl) => soap.createClientAsync(wsdl).then(show, fail));
      """;

  @Override
  public void assumeHere() {
    ForeignTool.assumeHere("node-soap", "node", "npm");
    if (!Files.isDirectory(MODULES.resolve("node_modules/soap"))) {
      Path said = folder.resolve("npm.said");
      int status = new ForeignTool(folder).status(install(), said);
      Assumptions.assumeTrue(
          status == 0,
          () -> "node-soap is not tried: no " + PACKAGE + ": " + ForeignTool.text(said));
    }
  }

  private static List<String> install() {
    return List.of(
        "npm",
        "install",
        "--no-save",
        "--no-package-lock",
        "--no-audit",
        "--no-fund",
        "--fetch-retries=1",
        "--prefix",
        MODULES.toString(),
        PACKAGE);
  }

  @Override
  public Set<String> portTypes(List<Path> contracts) {
    List<String> words = new ArrayList<>(List.of("node", "-e", DESCRIBE));
    contracts.forEach(contract -> words.add(contract.toString()));
    Set<String> made = new TreeSet<>();
    for (String service : withModules(new ForeignTool(folder)).run(words)) {
      made.add(service.replaceFirst("Service$", ""));
    }
    return made;
  }

  @Override
  public List<String> tour(Journey journey) {
    String script = EXAMPLES.resolve("node-soap/tour.js").toString();
    return withModules(journey.in(folder)).run("node", script, journey.factory(), journey.image());
  }

  private static ForeignTool withModules(ForeignTool tool) {
    return tool.with("NODE_PATH", MODULES.resolve("node_modules").toString());
  }

  @Override
  public String toString() {
    return "node-soap";
  }
}
