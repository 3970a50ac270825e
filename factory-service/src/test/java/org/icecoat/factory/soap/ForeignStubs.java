package org.icecoat.factory.soap;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** A generator of stubs that is not ours, and the client of docs/examples that is made with it. */
interface ForeignStubs {
  Path CONTRACTS = Path.of("../wsdl/src/main/wsdl").toAbsolutePath().normalize();
  Path EXAMPLES = Path.of("../docs/examples").toAbsolutePath().normalize();

  /** Ends the test, with a word on what is missing, where the generator is not on the machine. */
  void assumeHere();

  /** Makes stubs of each of these contracts; the port types that have some then. */
  Set<String> portTypes(List<Path> contracts);

  /**
   * Makes the client and runs it.
   *
   * @return what it printed
   */
  List<String> tour(Journey journey);

  /** Where a client goes, and with what. */
  record Journey(String factory, String image, Path proxy, Path authorities) {
    ForeignTool in(Path folder) {
      return new ForeignTool(folder)
          .with("X509_USER_PROXY", proxy.toString())
          .with("X509_CERT_DIR", authorities.toString());
    }
  }
}
