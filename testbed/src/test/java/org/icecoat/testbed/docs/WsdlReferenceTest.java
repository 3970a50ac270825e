package org.icecoat.testbed.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** docs/wsdl.md names exactly the operations and properties of the contracts. */
class WsdlReferenceTest {
  private static final Document REFERENCE = Document.of("docs/wsdl.md");
  private static final Pattern NAME = Pattern.compile("`(\\w+)`");

  @ParameterizedTest
  @CsvSource({
    "factory, TrustedVmFactory",
    "vm, TrustedVm",
    "store, ImageStore",
    "store-administration, StoreAdministration",
    "administration, Administration",
    "plugin, BackendPlugin",
    "plugin, NodeEvents"
  })
  void every_operation_of_our_own_is_described(String contract, String portType) throws Exception {
    List<String> operations =
        children(named(read(contract + ".wsdl"), "wsdl:portType", portType), "wsdl:operation")
            .filter(operation -> !ofWsrf(operation))
            .map(operation -> operation.getAttribute("name"))
            .toList();
    assertThat(described("operations of " + portType))
        .containsExactlyInAnyOrderElementsOf(operations);
  }

  @ParameterizedTest
  @CsvSource({"factory, FactoryProperties", "vm, VmProperties", "store, StoreProperties"})
  void every_property_is_described(String contract, String document) throws Exception {
    List<String> properties =
        children(named(read(contract + ".xsd"), "xsd:element", document), "xsd:element")
            .map(property -> property.getAttribute("ref").replaceFirst(".*:", ""))
            .toList();
    assertThat(described("properties of " + document))
        .containsExactlyInAnyOrderElementsOf(properties);
  }

  private static List<String> described(String part) {
    return REFERENCE.table(part).stream()
        .flatMap(row -> NAME.matcher(row.get(0)).results())
        .map(name -> name.group(1))
        .toList();
  }

  private static boolean ofWsrf(Element operation) {
    Element input = children(operation, "wsdl:input").findFirst().orElseThrow();
    return input.getAttribute("message").startsWith("wsrf-");
  }

  private static Element read(String file) throws Exception {
    File source = Document.TOP.resolve("wsdl/src/main/wsdl").resolve(file).toFile();
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(source)
        .getDocumentElement();
  }

  private static Element named(Element root, String kind, String name) {
    return children(root, kind)
        .filter(element -> element.getAttribute("name").equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static java.util.stream.Stream<Element> children(Element parent, String kind) {
    NodeList found = parent.getElementsByTagName(kind);
    return IntStream.range(0, found.getLength()).mapToObj(i -> (Element) found.item(i));
  }
}
