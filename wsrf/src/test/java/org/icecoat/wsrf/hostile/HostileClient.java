package org.icecoat.wsrf.hostile;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import org.icecoat.wsrf.tls.TlsMaterial;

/** Sends whatever it is told to, over mutual TLS. */
public final class HostileClient {
  public static final String XML = "text/xml;charset=utf-8";
  private final HttpClient client;

  public HostileClient(TlsMaterial tls) {
    try {
      client =
          HttpClient.newBuilder()
              .sslContext(tls.context())
              .version(HttpClient.Version.HTTP_1_1)
              .build();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** An envelope of SOAP 1.1. */
  public static String envelope(String header, String body) {
    return "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Header>"
        + header
        + "</s:Header><s:Body>"
        + body
        + "</s:Body></s:Envelope>";
  }

  /** Sends one element as the body of an envelope. */
  public Answer call(URI endpoint, String body) {
    return send(endpoint, XML, envelope("", body));
  }

  /** Sends a text, and tells its length beforehand. */
  public Answer send(URI endpoint, String mediaType, String text) {
    return send(endpoint, mediaType, BodyPublishers.ofString(text));
  }

  /** Sends a text without telling its length. */
  public Answer sendChunked(URI endpoint, String mediaType, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return send(
        endpoint, mediaType, BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes)));
  }

  /**
   * Sends one element as the body of an envelope, with an attachment whose id is {@code c}.
   *
   * @param rest the attachment's bytes and whatever follows them; boundary {@code b}
   */
  public Answer upload(URI endpoint, String body, String rest) {
    String text =
        "--b\r\nContent-Type: application/xop+xml; charset=UTF-8; type=\"text/xml\"\r\n"
            + "Content-ID: <r>\r\n\r\n"
            + envelope("", body)
            + "\r\n--b\r\nContent-Type: application/octet-stream\r\nContent-ID: <c>\r\n\r\n"
            + rest;
    String type =
        "multipart/related; type=\"application/xop+xml\"; start=\"<r>\";"
            + " start-info=\"text/xml\"; boundary=\"b\"";
    return send(endpoint, type, text);
  }

  private Answer send(URI endpoint, String mediaType, BodyPublisher body) {
    HttpRequest request =
        HttpRequest.newBuilder(endpoint)
            .header("Content-Type", mediaType)
            .timeout(Duration.ofSeconds(60))
            .POST(body)
            .build();
    try {
      return answer(request);
    } catch (IOException e) {
      throw new IllegalStateException("No answer to a request to " + endpoint, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Once more if the server had just closed the connection that was kept from the last request. */
  private Answer answer(HttpRequest request) throws IOException, InterruptedException {
    try {
      return answered(request);
    } catch (IOException e) {
      if (String.valueOf(e.getMessage()).contains("received no bytes")) {
        return answered(request);
      }
      throw e;
    }
  }

  private Answer answered(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
    return new Answer(response.statusCode(), response.body());
  }
}
