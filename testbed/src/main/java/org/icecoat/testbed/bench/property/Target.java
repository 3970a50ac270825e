package org.icecoat.testbed.bench.property;

import java.nio.charset.StandardCharsets;

/** Where requests go. */
record Target(String host, int port, String path) {
  /** A SOAP 1.1 message in one HTTP request. */
  String soap(String action, String envelope) {
    return "POST %s HTTP/1.1\r\nHost: %s:%d\r\nContent-Type: text/xml; charset=UTF-8\r\n"
            .formatted(path, host, port)
        + "SOAPAction: \"%s\"\r\nContent-Length: %d\r\n\r\n"
            .formatted(action, envelope.getBytes(StandardCharsets.UTF_8).length)
        + envelope;
  }
}
