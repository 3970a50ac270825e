package org.icecoat.plugin.soap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.icecoat.trust.testing.TestingCredential;
import org.icecoat.trust.testing.TestingGrid;
import org.icecoat.wsrf.hostile.Answer;
import org.icecoat.wsrf.hostile.BadInputContract;
import org.icecoat.wsrf.hostile.HostileClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * A node obeys its factories' host certificates, and nobody else, in every operation; and it says
 * whom it has to believe.
 */
class FactoryAloneTest {
  private static final Path GOLDEN = Path.of("../wsdl/src/test/resources/golden/plugin.xml");

  @TempDir static Path folder;
  private static TestingServedNode node;
  private static Map<String, String> requests;

  @BeforeAll
  static void start() throws Exception {
    node = new TestingServedNode(folder);
    requests = requests();
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  /** A right request for each operation, as the contract's golden messages have them. */
  private static Map<String, String> requests()
      throws ParserConfigurationException, SAXException, IOException, TransformerException {
    DocumentBuilderFactory documents = DocumentBuilderFactory.newInstance();
    documents.setNamespaceAware(true);
    NodeList all =
        documents.newDocumentBuilder().parse(GOLDEN.toFile()).getDocumentElement().getChildNodes();
    Map<String, String> golden = new LinkedHashMap<>();
    for (int i = 0; i < all.getLength(); i++) {
      golden.put(String.valueOf(all.item(i).getLocalName()), text(all.item(i)));
    }
    Map<String, String> requests = new LinkedHashMap<>();
    for (String operation : BadInputContract.operations(PluginEndpoint.CONTRACT)) {
      requests.put(operation, golden.get(operation));
    }
    assertThat(requests).isNotEmpty().doesNotContainValue(null);
    return requests;
  }

  private static String text(Node element) throws TransformerException {
    StringWriter text = new StringWriter();
    TransformerFactory.newInstance()
        .newTransformer()
        .transform(new DOMSource(element), new StreamResult(text));
    return text.toString().replaceFirst("^<\\?xml[^>]*>", "");
  }

  @Test
  void a_user_orders_nothing() {
    assertObeyed(grid().user("Alice"), false);
  }

  @Test
  void another_host_orders_nothing() {
    assertObeyed(grid().host("node2", "localhost"), false);
  }

  @Test
  void a_proxy_of_the_factory_orders_nothing() {
    TestingCredential factory = grid().host("factory", "localhost");
    assertObeyed(factory.proxy().issue(), false);
  }

  @Test
  void the_factory_is_obeyed() {
    assertObeyed(grid().host("factory", "localhost"), true);
  }

  @Test
  void another_factory_on_the_same_database_is_obeyed() {
    assertObeyed(grid().host("factory2", "localhost"), true);
  }

  @Test
  void a_node_that_is_not_told_its_stores_log_says_at_its_start_what_to_write() {
    assertThat(node.warnings())
        .singleElement()
        .asString()
        .contains("Write 'store-log-key: sha256:...'");
  }

  private static void assertObeyed(TestingCredential credential, boolean obeyed) {
    HostileClient client = new HostileClient(node.tls(credential));
    requests.forEach(
        (operation, request) -> {
          Answer answer = client.call(node.address(), request);
          assertThat(answer.turnsCallerAway())
              .as("%s is not refused to this caller: %s", operation, answer.body())
              .isEqualTo(!obeyed);
        });
  }

  private static TestingGrid grid() {
    return node.grid();
  }
}
