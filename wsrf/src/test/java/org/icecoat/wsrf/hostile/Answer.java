package org.icecoat.wsrf.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.util.Optional;
import java.util.Set;
import javax.xml.namespace.QName;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** What a service answered. */
public record Answer(int status, String body) {
  private static final String SOAP = "http://schemas.xmlsoap.org/soap/envelope/";
  private static final String ADDRESSING = "http://www.w3.org/2005/08/addressing";
  private static final Set<String> CALLERS_FAULT =
      Set.of("Client", "MustUnderstand", "VersionMismatch");

  /** Whether the service did what was asked. */
  public boolean done() {
    return status == 200;
  }

  /** Whether the service says that this caller may not ask at all. */
  public boolean turnsCallerAway() {
    return detail().filter(fault -> fault.getLocalPart().equals("NotAuthorizedFault")).isPresent();
  }

  /** The element in the fault's detail; empty if there is none. */
  public Optional<QName> detail() {
    return element("detail")
        .map(Answer::firstChild)
        .map(child -> new QName(child.getNamespaceURI(), child.getLocalName()));
  }

  /** The words of the fault. */
  public String words() {
    return element("faultstring").map(Element::getTextContent).orElse("");
  }

  /**
   * That this is one of the operation's declared faults, or a SOAP fault that blames the caller; in
   * words, and without a glimpse of the inside.
   */
  public void assertTypedFault(Object what, Set<QName> declared) {
    assertThat(body).as("%s is answered by a fault (%s)", what, status).contains("Fault>");
    assertShowsNothingInside(what);
    assertThat(words()).as("the words for %s", what).isNotBlank().hasSizeLessThan(3_000);
    assertThat(detail().filter(declared::contains).isPresent() || blamesCaller())
        .as("%s is the caller's fault, or a declared one: %s", what, body)
        .isTrue();
  }

  /** No class, file, statement or stack trace. */
  public void assertShowsNothingInside(Object what) {
    assertThat(body)
        .as("the answer to %s", what)
        .doesNotContain("Exception", ".java", "org.icecoat", "\tat ", "jdbc", "SELECT", "INSERT")
        .doesNotContain("java.", "org.apache", "com.ctc", "/tmp/", "/work/", "root:");
  }

  private boolean blamesCaller() {
    return element("faultcode")
        .filter(
            code -> {
              String text = code.getTextContent().trim();
              String prefix = text.substring(0, Math.max(0, text.indexOf(':')));
              String space = code.lookupNamespaceURI(prefix.isEmpty() ? null : prefix);
              String name = text.substring(text.indexOf(':') + 1);
              return ADDRESSING.equals(space)
                  || (SOAP.equals(space) && CALLERS_FAULT.contains(name));
            })
        .isPresent();
  }

  private Optional<Element> element(String name) {
    DocumentBuilderFactory documents = DocumentBuilderFactory.newInstance();
    documents.setNamespaceAware(true);
    try {
      NodeList found =
          documents
              .newDocumentBuilder()
              .parse(new InputSource(new StringReader(body)))
              .getElementsByTagName(name);
      return Optional.ofNullable((Element) found.item(0));
    } catch (SAXException | IOException | ParserConfigurationException e) {
      throw new AssertionError("No SOAP message: " + status + " " + body, e);
    }
  }

  private static Element firstChild(Node parent) {
    for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
      if (child instanceof Element element) {
        return element;
      }
    }
    return null;
  }
}
