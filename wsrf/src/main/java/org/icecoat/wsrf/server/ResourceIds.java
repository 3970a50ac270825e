package org.icecoat.wsrf.server;

import java.util.List;
import java.util.Optional;
import javax.xml.namespace.QName;
import org.apache.cxf.binding.soap.SoapFault;
import org.apache.cxf.binding.soap.SoapMessage;
import org.apache.cxf.headers.Header;
import org.apache.cxf.message.Message;
import org.icecoat.wsrf.addressing.EndpointReferences;

/**
 * The id of the resource that a request addresses: the reference parameter, which is a header with
 * or without WS-Addressing, or the end of the URL's path.
 */
record ResourceIds(String path, QName key) {
  private static final int LONGEST = 256;

  Optional<String> in(Message message) {
    Optional<String> inHeader = parameter(message);
    Optional<String> inUrl = last(String.valueOf(message.get(Message.REQUEST_URI)));
    if (inHeader.isPresent() && inUrl.isPresent() && !inHeader.equals(inUrl)) {
      throw clientFault(message, "The URL and the reference parameter name different resources");
    }
    Optional<String> id = inHeader.or(() -> inUrl);
    if (id.isPresent() && id.get().length() > LONGEST) {
      throw clientFault(message, "No resource has an id of more than " + LONGEST + " characters");
    }
    return id;
  }

  private Optional<String> parameter(Message message) {
    List<String> found =
        ((SoapMessage) message)
            .getHeaders().stream()
                .map(Header::getObject)
                .flatMap(parameter -> EndpointReferences.text(parameter, key).stream())
                .distinct()
                .toList();
    if (found.size() > 1) {
      throw clientFault(message, "The request names several resources");
    }
    return found.stream().findFirst();
  }

  private Optional<String> last(String uri) {
    int at = uri.indexOf(path + "/");
    String id = at < 0 ? "" : uri.substring(at + path.length() + 1);
    return id.isEmpty() ? Optional.empty() : Optional.of(id);
  }

  private static SoapFault clientFault(Message message, String text) {
    return new SoapFault(text, ((SoapMessage) message).getVersion().getSender());
  }
}
