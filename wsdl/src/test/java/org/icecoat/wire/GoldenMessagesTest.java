package org.icecoat.wire;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.xml.bind.JAXBContext;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.namespace.QName;
import javax.xml.transform.Source;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * A request and a response of each operation, and some of what no operation uses yet: right by the
 * schema, and kept whole by JAXB.
 */
class GoldenMessagesTest {
  private static final List<String> CONTRACTS =
      List.of("factory", "vm", "store", "plugin", "administration", "store-administration");
  private static final List<String> SCHEMAS =
      List.of(
          "store-administration",
          "plugin",
          "store",
          "vm",
          "oasis/rp-2",
          "oasis/rl-2",
          "oasis/r-2",
          "oasis/sg-2",
          "oasis/b-2");
  private static Schema schema;
  private static JAXBContext jaxb;

  @BeforeAll
  static void open() throws Exception {
    SchemaFactory factory = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI);
    schema =
        factory.newSchema(
            SCHEMAS.stream()
                .map(name -> new StreamSource(resource("/wsdl/" + name + ".xsd")))
                .toArray(Source[]::new));
    jaxb =
        JAXBContext.newInstance(
            org.icecoat.wire.factory.ObjectFactory.class,
            org.icecoat.wire.vm.ObjectFactory.class,
            org.icecoat.wire.store.ObjectFactory.class,
            org.icecoat.wire.plugin.ObjectFactory.class,
            org.icecoat.wire.administration.ObjectFactory.class,
            org.icecoat.wire.storeadministration.ObjectFactory.class,
            org.icecoat.wire.oasis.rp.ObjectFactory.class,
            org.icecoat.wire.oasis.rl.ObjectFactory.class,
            org.icecoat.wire.oasis.sg.ObjectFactory.class,
            org.icecoat.wire.oasis.r.ObjectFactory.class,
            org.icecoat.wire.oasis.b.ObjectFactory.class);
  }

  private static String resource(String name) {
    return GoldenMessagesTest.class.getResource(name).toString();
  }

  static Stream<Arguments> messages() {
    return Stream.concat(CONTRACTS.stream(), Stream.of("wsrf", "groups", "notification"))
        .flatMap(contract -> GoldenXml.children(golden(contract)))
        .map(message -> Arguments.of(message.getNodeName(), message));
  }

  private static Element golden(String contract) {
    return GoldenXml.read("/golden/" + contract + ".xml");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("messages")
  void a_message_is_right_by_the_schema_and_kept_whole_by_jaxb(String name, Element message)
      throws Exception {
    schema.newValidator().validate(new DOMSource(message));
    Object read = jaxb.createUnmarshaller().unmarshal(message);
    Document written = GoldenXml.empty();
    jaxb.createMarshaller().marshal(read, written);
    assertThat(GoldenXml.canonical(written.getDocumentElement()))
        .isEqualTo(GoldenXml.canonical(message));
  }

  @ParameterizedTest
  @ValueSource(strings = {"<Node>globins</Node>", "<Node>globins</Node><Why>Some words</Why>"})
  void a_removal_in_the_words_of_older_clients_is_still_right(String content) throws Exception {
    String message = "<RemoveNode xmlns='http://icecoat.org/2026/11/administration'>" + content;
    schema.newValidator().validate(new StreamSource(new StringReader(message + "</RemoveNode>")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"factory", "vm", "store", "plugin", "administration", "store-administration"})
  void every_operation_has_its_request_and_its_response(String contract) {
    Element wsdl = GoldenXml.read("/wsdl/" + contract + ".wsdl");
    Map<String, QName> elements = elements(wsdl);
    List<QName> needed = new ArrayList<>();
    GoldenXml.children(wsdl, "portType")
        .flatMap(portType -> GoldenXml.children(portType, "operation"))
        .flatMap(GoldenXml::children)
        .filter(part -> List.of("input", "output").contains(part.getLocalName()))
        .map(part -> part.getAttribute("message"))
        .filter(message -> message.startsWith("tns:"))
        .forEach(message -> needed.add(elements.get(message.substring("tns:".length()))));
    assertThat(needed).hasSizeGreaterThan(5);
    assertThat(GoldenXml.children(golden(contract)).map(GoldenXml::name))
        .containsExactlyElementsOf(needed);
  }

  /** The element of each message. */
  private static Map<String, QName> elements(Element wsdl) {
    Map<String, QName> elements = new HashMap<>();
    GoldenXml.children(wsdl, "message")
        .forEach(
            message -> {
              Element part = GoldenXml.children(message, "part").findFirst().orElseThrow();
              String element = part.getAttribute("element").replaceFirst("^tns:", "");
              elements.put(
                  message.getAttribute("name"),
                  new QName(wsdl.getAttribute("targetNamespace"), element));
            });
    return elements;
  }
}
