package org.icecoat.wsrf.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * GetResourceProperty is served without a schema validator: what a validator refused, we refuse.
 */
class PropertyNamesTest extends LampServerFixture {
  private static HttpClient client;

  @BeforeAll
  static void connect() throws Exception {
    server.lamps().add("named", ALICE, "desk");
    client = HttpClient.newBuilder().sslContext(alice.tls().context()).build();
  }

  @Test
  void a_name_in_our_namespace_is_answered() throws Exception {
    assertThat(answer(request("s:Name")).body()).contains(">desk</");
  }

  @Test
  void a_name_with_an_undeclared_prefix_is_refused() throws Exception {
    assertThat(answer(request("nowhere:Name")).body()).contains("soap:Client", "nowhere");
  }

  @Test
  void no_name_is_refused() throws Exception {
    assertThat(answer(request("")).body()).contains("soap:Client", "empty");
  }

  @Test
  void elements_in_place_of_a_name_are_refused() throws Exception {
    HttpResponse<String> answer = answer(request("<s:Name/>"));
    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.body()).contains("Fault").doesNotContain(">desk</");
  }

  @Test
  void the_other_operations_are_still_validated() throws Exception {
    String body = "<rp:GetMultipleResourceProperties/>";
    HttpResponse<String> answer = answer(envelope(body));
    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.body()).contains("ResourceProperty: not as the published schema");
  }

  private static String request(String name) {
    return envelope("<rp:GetResourceProperty>" + name + "</rp:GetResourceProperty>");
  }

  private static String envelope(String body) {
    return "<soap:Envelope xmlns:soap='http://schemas.xmlsoap.org/soap/envelope/'"
        + " xmlns:rp='http://docs.oasis-open.org/wsrf/rp-2' xmlns:s='"
        + TestingLampServer.NS
        + "'><soap:Body>"
        + body
        + "</soap:Body></soap:Envelope>";
  }

  private static HttpResponse<String> answer(String envelope) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.lamp() + "/named"))
            .header("Content-Type", "text/xml; charset=UTF-8")
            .POST(BodyPublishers.ofString(envelope))
            .build();
    return client.send(request, BodyHandlers.ofString());
  }
}
