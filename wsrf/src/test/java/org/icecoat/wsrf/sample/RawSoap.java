package org.icecoat.wsrf.sample;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.time.Duration;
import org.icecoat.wsrf.tls.TlsMaterial;

/** Sends whatever a test wants to send. */
final class RawSoap {
  static final String SOAP_11 = "http://schemas.xmlsoap.org/soap/envelope/";
  static final String SOAP_12 = "http://www.w3.org/2003/05/soap-envelope";
  private final HttpClient client;

  RawSoap(TlsMaterial tls) throws GeneralSecurityException {
    client =
        HttpClient.newBuilder()
            .sslContext(tls.context())
            .version(HttpClient.Version.HTTP_1_1)
            .build();
  }

  static String envelope(String soap, String header, String body) {
    return "<s:Envelope xmlns:s='%s'><s:Header>%s</s:Header><s:Body>%s</s:Body></s:Envelope>"
        .formatted(soap, header, body);
  }

  static String echo(String text) {
    return "<Echo xmlns='%s'>%s</Echo>".formatted(TestingLampServer.NS, text);
  }

  HttpResponse<String> post(URI address, String type, String body) throws Exception {
    return post(address, type, BodyPublishers.ofString(body));
  }

  HttpResponse<String> post(URI address, String type, BodyPublisher body) throws Exception {
    return send(HttpRequest.newBuilder(address).header("Content-Type", type).POST(body));
  }

  HttpResponse<String> soap11(URI address, String body) throws Exception {
    return post(address, "text/xml;charset=utf-8", envelope(SOAP_11, "", body));
  }

  HttpResponse<String> get(URI address) throws Exception {
    return send(HttpRequest.newBuilder(address).GET());
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return client.send(request.timeout(Duration.ofSeconds(60)).build(), BodyHandlers.ofString());
  }
}
