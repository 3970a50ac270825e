package org.icecoat.wsrf.server;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamReader;
import javax.xml.validation.ValidatorHandler;
import org.icecoat.wsrf.fault.InvalidMessageException;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.AttributesImpl;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Validates one element and keeps the first finding. {@code xop:Include} (XOP 1.0, section 4)
 * stands for base64 text of any length and is not shown to the validator.
 */
final class ElementCheck {
  private static final String XOP = "http://www.w3.org/2004/08/xop/include";
  private static final int SHOWN = 400;
  private static final Pattern RULE = Pattern.compile("^(cvc-[A-Za-z0-9.-]+): ");
  private static final Pattern EXPECTED = Pattern.compile("One of '\\{(?:\"[^\"]*\":)?(\\w+)");

  private final ValidatorHandler validator;
  private final Deque<String> path = new ArrayDeque<>();
  private PrefixScope declared;
  private InvalidMessageException finding;

  /**
   * Begins.
   *
   * @param outer the prefixes that the elements around this one declare
   */
  ElementCheck(ValidatorHandler validator, PrefixScope outer) {
    this.validator = validator;
    this.declared = outer;
    validator.setErrorHandler(
        new DefaultHandler() {
          @Override
          public void error(SAXParseException e) throws SAXException {
            throw e;
          }
        });
    tell(validator::startDocument);
  }

  Optional<InvalidMessageException> finding() {
    return Optional.ofNullable(finding);
  }

  void start(XMLStreamReader reader) {
    if (XOP.equals(reader.getNamespaceURI())) {
      return;
    }
    declared.add(reader);
    path.addLast(reader.getLocalName());
    PrefixScope scope = declared;
    declared = new PrefixScope();
    tell(
        () -> {
          for (Map.Entry<String, String> prefix : scope.uris().entrySet()) {
            validator.startPrefixMapping(prefix.getKey(), prefix.getValue());
          }
          validator.startElement(space(reader), reader.getLocalName(), name(reader), of(reader));
        });
  }

  void text(String text) {
    tell(() -> validator.characters(text.toCharArray(), 0, text.length()));
  }

  void end(XMLStreamReader reader) {
    if (!XOP.equals(reader.getNamespaceURI())) {
      tell(() -> validator.endElement(space(reader), reader.getLocalName(), name(reader)));
      path.removeLast();
    }
  }

  /** After the first finding the validator is told nothing more. */
  private void tell(Event event) {
    if (finding != null) {
      return;
    }
    try {
      event.send();
    } catch (SAXException e) {
      finding = finding(String.valueOf(e.getMessage()));
    }
  }

  private InvalidMessageException finding(String message) {
    Matcher expected = EXPECTED.matcher(message);
    Deque<String> field = new ArrayDeque<>(path);
    if (message.startsWith("cvc-complex-type.2.4") && expected.find()) {
      if (!message.startsWith("cvc-complex-type.2.4.b")) {
        field.removeLast();
      }
      field.addLast(expected.group(1));
    }
    field.pollFirst();
    String text = RULE.matcher(message).replaceFirst("").replaceAll("\\s+", " ");
    String shown = text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
    String name = String.join("/", field);
    String where = name.isEmpty() ? "" : name + ": ";
    return new InvalidMessageException(
        name, where + "not as the published schema (?wsdl) wants it: " + shown);
  }

  private static AttributesImpl of(XMLStreamReader reader) {
    AttributesImpl attributes = new AttributesImpl();
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      String name = reader.getAttributeLocalName(i);
      attributes.addAttribute(
          Objects.requireNonNullElse(reader.getAttributeNamespace(i), ""),
          name,
          name,
          "CDATA",
          reader.getAttributeValue(i));
    }
    return attributes;
  }

  private static String space(XMLStreamReader reader) {
    return Objects.requireNonNullElse(reader.getNamespaceURI(), "");
  }

  private static String name(XMLStreamReader reader) {
    String prefix = reader.getPrefix();
    String name = reader.getLocalName();
    return prefix == null || prefix.isEmpty() ? name : prefix + ":" + name;
  }

  /** Something to tell the validator. */
  @FunctionalInterface
  private interface Event {
    void send() throws SAXException;
  }
}
