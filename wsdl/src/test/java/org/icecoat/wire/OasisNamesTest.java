package org.icecoat.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The schemas of OASIS are written by hand here, with the names of the standards. */
class OasisNamesTest {
  static Stream<Arguments> standards() throws IOException, URISyntaxException {
    Map<String, List<String>> blocks = new LinkedHashMap<>();
    List<String> block = new ArrayList<>();
    for (String line : Files.readAllLines(resource("/oasis-names.txt"))) {
      if (line.startsWith("[")) {
        block = new ArrayList<>();
        blocks.put(line.substring(1, line.length() - 1), block);
      } else if (!line.isBlank() && !line.startsWith("#")) {
        block.add(line);
      }
    }
    assertThat(blocks).hasSize(7);
    return blocks.entrySet().stream()
        .map(one -> Arguments.of(fileOf(one.getKey()), one.getKey(), one.getValue()));
  }

  private static String fileOf(String heading) {
    return heading.substring(0, heading.indexOf(' '));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("standards")
  void a_schema_declares_what_the_standard_does_in_its_namespace(
      String file, String heading, List<String> declarations) throws Exception {
    Element schema =
        DocumentBuilderFactory.newNSInstance()
            .newDocumentBuilder()
            .parse(resource("/wsdl/oasis/" + file).toFile())
            .getDocumentElement();
    assertThat(heading).isEqualTo(file + " " + schema.getAttribute("targetNamespace"));
    assertThat(declared(schema)).containsExactlyInAnyOrderElementsOf(declarations);
  }

  private static List<String> declared(Element schema) {
    NodeList children = schema.getChildNodes();
    return IntStream.range(0, children.getLength())
        .mapToObj(children::item)
        .filter(Element.class::isInstance)
        .map(Element.class::cast)
        .filter(child -> child.hasAttribute("name"))
        .map(child -> child.getLocalName() + " " + child.getAttribute("name"))
        .toList();
  }

  private static Path resource(String name) throws URISyntaxException {
    URL found = OasisNamesTest.class.getResource(name);
    assertThat(found).as(name).isNotNull();
    return Path.of(found.toURI());
  }
}
