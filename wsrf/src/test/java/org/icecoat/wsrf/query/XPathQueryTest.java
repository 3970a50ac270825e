package org.icecoat.wsrf.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import javax.xml.parsers.DocumentBuilderFactory;
import org.icecoat.wsrf.fault.WsrfCause;
import org.icecoat.wsrf.fault.WsrfException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

class XPathQueryTest {
  private final XPathQuery query = new XPathQuery(QueryLimits.defaults(), System::nanoTime);

  private static Element root() throws Exception {
    Document document =
        DocumentBuilderFactory.newDefaultNSInstance().newDocumentBuilder().newDocument();
    Element root = document.createElementNS("urn:x", "x:root");
    document.appendChild(root);
    return root;
  }

  private static Element document(int children) throws Exception {
    Element root = root();
    Document document = root.getOwnerDocument();
    for (int i = 0; i < children; i++) {
      Element child = document.createElementNS("urn:x", "x:child");
      child.setAttribute("n", String.valueOf(i));
      child.setTextContent("text " + i);
      root.appendChild(child);
    }
    return root;
  }

  /** Two thousand nodes of each kind, all of one value, few beside each other: cheap to sort. */
  private static Element groups() throws Exception {
    Element root = root();
    Document document = root.getOwnerDocument();
    for (int i = 0; i < 45 * 45; i++) {
      Node group = i % 45 == 0 ? root.appendChild(root.cloneNode(false)) : root.getLastChild();
      Element child = (Element) group.appendChild(root.cloneNode(false));
      child.setAttribute("n", "7");
      child.setTextContent("7");
      child.appendChild(document.createComment("7"));
      child.appendChild(document.createProcessingInstruction("target", "7"));
    }
    return root;
  }

  private static WsrfCause code(Throwable failure) {
    return ((WsrfException) failure).code();
  }

  @Test
  void prefixes_come_from_the_request() throws Exception {
    Map<String, String> prefixes = Map.of("p", "urn:x");
    assertThat(query.evaluate("/p:root/p:child[2]/@n", prefixes, document(3)))
        .isEqualTo(List.of("1"));
    assertThat(query.evaluate("p:child", prefixes, document(3))).hasSize(3);
    assertThatThrownBy(() -> query.evaluate("/q:root", prefixes, document(1)))
        .satisfies(e -> assertThat(code(e)).isEqualTo(WsrfCause.QUERY_FAILED));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "//*[count(//*[count(//*) > 0]) > 0]",
        "//*[. = //*]",
        "//*[contains(string(/*), 'nothing')]",
        "count(//*[preceding::*[following::*[preceding::*]]])",
        "//namespace::*[//namespace::*[//*]]",
        "//*[string-length(concat(/*, /*, /*, /*, /*, /*, /*, /*, /*)) = 1]"
      })
  void exploding_expressions_stop(String text) throws Exception {
    Element big = document(2000);
    long start = System.nanoTime();
    assertThatThrownBy(() -> query.evaluate(text, Map.of(), big))
        .satisfies(e -> assertThat(code(e)).isEqualTo(WsrfCause.QUERY_TOO_COSTLY));
    assertThat(System.nanoTime() - start).isLessThan(Duration.ofSeconds(20).toNanos());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "//text() > //text()",
        "//@n > //@n",
        "//comment() > //comment()",
        "//processing-instruction() > //processing-instruction()",
        "/*/*[position() < 20]/*/namespace::* = //text()"
      })
  void comparisons_of_each_value_with_each_other_stop(String text) throws Exception {
    Element big = groups();
    assertThatThrownBy(() -> query.evaluate(text, Map.of(), big))
        .satisfies(e -> assertThat(code(e)).isEqualTo(WsrfCause.QUERY_TOO_COSTLY));
  }

  @Test
  void comparisons_take_time_too() throws Exception {
    AtomicLong clock = new AtomicLong();
    XPathQuery slow =
        new XPathQuery(
            new QueryLimits(1000, 1L << 40, 10, Duration.ofSeconds(1)),
            () -> clock.getAndAdd(Duration.ofMillis(1).toNanos()));
    Element big = groups();
    assertThatThrownBy(() -> slow.evaluate("//text() > //text()", Map.of(), big))
        .satisfies(e -> assertThat(code(e)).isEqualTo(WsrfCause.QUERY_TOO_COSTLY));
  }

  @Test
  void the_root_is_answered_by_its_element() throws Exception {
    Element root = document(2);
    assertThat(query.evaluate("/", Map.of(), root)).isEqualTo(List.of(root));
    assertThat(query.evaluate("/ | /*/*[1]", Map.of(), root))
        .isEqualTo(List.of(root, root.getFirstChild()));
  }

  @Test
  void time_runs_out_too() throws Exception {
    AtomicLong clock = new AtomicLong();
    XPathQuery slow =
        new XPathQuery(
            new QueryLimits(1000, 1L << 40, 10, Duration.ofSeconds(1)),
            () -> clock.getAndAdd(Duration.ofMillis(400).toNanos()));
    Element big = document(2000);
    assertThatThrownBy(() -> slow.evaluate("//*[count(//*) = 1]", Map.of(), big))
        .satisfies(e -> assertThat(code(e)).isEqualTo(WsrfCause.QUERY_TOO_COSTLY));
  }

  @Test
  void too_many_results_are_refused() throws Exception {
    XPathQuery few =
        new XPathQuery(
            new QueryLimits(1000, 1_000_000, 10, Duration.ofSeconds(5)), System::nanoTime);
    Element root = document(50);
    assertThatThrownBy(() -> few.evaluate("/*/*", Map.of(), root))
        .hasMessageContaining("More than 10 nodes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-", "+", "1+", "1 or ", "/*|", "a/"})
  void repeated_parts_do_not_exhaust_the_stack(String part) throws Exception {
    Element root = document(1);
    String text = part.repeat(990 / part.length()) + "1";
    try {
      assertThat(query.evaluate(text, Map.of(), root)).isNotNull();
    } catch (WsrfException e) {
      assertThat(code(e))
          .isIn(WsrfCause.INVALID_QUERY, WsrfCause.QUERY_TOO_COSTLY, WsrfCause.QUERY_FAILED);
    }
  }
}
