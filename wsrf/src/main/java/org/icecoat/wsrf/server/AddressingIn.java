package org.icecoat.wsrf.server;

import java.util.HashSet;
import java.util.Set;
import javax.xml.namespace.QName;
import org.apache.cxf.binding.soap.SoapMessage;
import org.apache.cxf.binding.soap.interceptor.AbstractSoapInterceptor;
import org.apache.cxf.phase.Phase;

/**
 * Reads the headers of WS-Addressing. CXF's own feature would do it with several passes of JAXB,
 * and it warns in the log of each request that does without.
 */
final class AddressingIn extends AbstractSoapInterceptor {
  private final Set<QName> understood;

  AddressingIn(QName key) {
    super(Phase.PRE_PROTOCOL);
    Set<QName> names = new HashSet<>(AddressingHeaders.names());
    names.add(key);
    this.understood = Set.copyOf(names);
  }

  @Override
  public Set<QName> getUnderstoodHeaders() {
    return understood;
  }

  @Override
  public void handleMessage(SoapMessage message) {
    AddressingHeaders.of(message)
        .ifPresent(headers -> message.getExchange().put(AddressingHeaders.class, headers));
  }
}
