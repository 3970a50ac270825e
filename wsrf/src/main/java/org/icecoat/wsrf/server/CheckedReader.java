package org.icecoat.wsrf.server;

import java.util.Optional;
import java.util.function.Supplier;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.util.StreamReaderDelegate;
import javax.xml.validation.ValidatorHandler;
import org.icecoat.wsrf.fault.InvalidMessageException;

/**
 * Shows the element in the body to a validator as it passes by. GetResourceProperty carries one
 * name, which the toolkit looks up anyway: a validator would cost more than the call.
 */
final class CheckedReader extends StreamReaderDelegate {
  private static final String TRUSTED = "GetResourceProperty";
  private static final int BODY = 2;

  private final Supplier<ValidatorHandler> validators;
  private final PrefixScope outer = new PrefixScope();
  private ElementCheck check;
  private boolean inBody;
  private int depth;

  CheckedReader(XMLStreamReader reader, Supplier<ValidatorHandler> validators) {
    super(reader);
    this.validators = validators;
  }

  Optional<InvalidMessageException> finding() {
    return check == null ? Optional.empty() : check.finding();
  }

  @Override
  public int next() throws XMLStreamException {
    int event = super.next();
    switch (event) {
      case XMLStreamConstants.START_ELEMENT -> start();
      case XMLStreamConstants.END_ELEMENT -> end();
      case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
          text();
      default -> {}
    }
    return event;
  }

  /** Through {@link #next}, so that nothing is missed. */
  @Override
  public int nextTag() throws XMLStreamException {
    int event = next();
    while (event != XMLStreamConstants.START_ELEMENT && event != XMLStreamConstants.END_ELEMENT) {
      if (!between(event)) {
        throw new XMLStreamException("An element was expected, no text and no document type");
      }
      event = next();
    }
    return event;
  }

  private boolean between(int event) {
    boolean text = event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA;
    return text
        ? isWhiteSpace()
        : event == XMLStreamConstants.SPACE
            || event == XMLStreamConstants.COMMENT
            || event == XMLStreamConstants.PROCESSING_INSTRUCTION;
  }

  private void start() {
    depth++;
    if (depth == BODY) {
      inBody = "Body".equals(getLocalName());
    }
    if (depth <= BODY) {
      outer.add(this);
    } else if (depth == BODY + 1 && inBody && !TRUSTED.equals(getLocalName())) {
      check = new ElementCheck(validators.get(), outer);
    }
    if (checking()) {
      check.start(this);
    }
  }

  private void text() {
    if (checking() && depth > BODY) {
      check.text(getText());
    }
  }

  private void end() {
    if (checking() && depth > BODY) {
      check.end(this);
    }
    depth--;
  }

  private boolean checking() {
    return check != null && inBody && depth > BODY;
  }
}
