package org.icecoat.wsrf.server;

import java.util.HashMap;
import java.util.Map;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.util.StreamReaderDelegate;
import org.apache.cxf.binding.soap.SoapMessage;
import org.apache.cxf.binding.soap.interceptor.AbstractSoapInterceptor;
import org.apache.cxf.message.Message;
import org.apache.cxf.phase.Phase;

/**
 * Remembers the namespace prefixes in scope at a {@code QueryExpression}: XPath needs them (WS-
 * ResourceProperties 1.2, section 9) and JAXB drops them.
 */
final class QueryPrefixes extends AbstractSoapInterceptor {
  private static final String RP = "http://docs.oasis-open.org/wsrf/rp-2";
  private static final String KEY = QueryPrefixes.class.getName();

  QueryPrefixes() {
    super(Phase.POST_STREAM);
  }

  /** Empty if the request had no query expression. */
  static Map<String, String> of(Message message) {
    return message.get(KEY) instanceof Watch watch ? watch.found : Map.of();
  }

  @Override
  public void handleMessage(SoapMessage message) {
    XMLStreamReader reader = message.getContent(XMLStreamReader.class);
    if (reader != null) {
      Watch watch = new Watch(reader);
      message.setContent(XMLStreamReader.class, watch);
      message.put(KEY, watch);
    }
  }

  private static final class Watch extends StreamReaderDelegate {
    private final Map<String, String> seen = new HashMap<>();
    private Map<String, String> found = Map.of();

    Watch(XMLStreamReader reader) {
      super(reader);
    }

    @Override
    public int next() throws XMLStreamException {
      int event = super.next();
      if (event == XMLStreamConstants.START_ELEMENT) {
        start();
      }
      return event;
    }

    @Override
    public int nextTag() throws XMLStreamException {
      int event = super.nextTag();
      if (event == XMLStreamConstants.START_ELEMENT) {
        start();
      }
      return event;
    }

    private void start() {
      for (int i = 0; i < getNamespaceCount(); i++) {
        seen.put(getNamespacePrefix(i), "");
      }
      if ("QueryExpression".equals(getLocalName()) && RP.equals(getNamespaceURI())) {
        found = inScope();
      }
    }

    private Map<String, String> inScope() {
      Map<String, String> scope = new HashMap<>();
      for (String prefix : seen.keySet()) {
        String uri = prefix == null || prefix.isEmpty() ? null : getNamespaceURI(prefix);
        if (uri != null) {
          scope.put(prefix, uri);
        }
      }
      return Map.copyOf(scope);
    }
  }
}
