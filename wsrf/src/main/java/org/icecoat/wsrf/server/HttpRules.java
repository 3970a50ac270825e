package org.icecoat.wsrf.server;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Turns away what is no SOAP request before SOAP code sees it: method, media type, length. */
final class HttpRules extends HttpFilter {
  private static final long serialVersionUID = 1L;
  private static final long MOST_DISCARDED = 16L << 20;
  private final transient List<ServiceEndpoint<?, ?>> endpoints;

  HttpRules(List<ServiceEndpoint<?, ?>> endpoints) {
    this.endpoints = List.copyOf(endpoints);
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    Optional<ServiceEndpoint<?, ?>> endpoint =
        ServiceEndpoint.at(request.getRequestURI(), endpoints);
    if (endpoint.isEmpty()) {
      refuse(response, HttpServletResponse.SC_NOT_FOUND, "There is nothing here");
    } else if (request.getMethod().equals("GET")) {
      get(request, response, chain);
    } else if (!request.getMethod().equals("POST")) {
      refuse(response, HttpServletResponse.SC_METHOD_NOT_ALLOWED, "SOAP is sent with POST");
    } else {
      post(endpoint.get().limits(), request, response, chain);
    }
  }

  private static void get(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    String query = request.getQueryString() == null ? "" : request.getQueryString();
    String lower = query.toLowerCase(Locale.ROOT);
    if (lower.startsWith("wsdl") || lower.startsWith("xsd")) {
      chain.doFilter(request, response);
    } else {
      refuse(response, HttpServletResponse.SC_NOT_FOUND, "The contract is at ?wsdl");
    }
  }

  private static void post(
      Limits limits, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    String type = request.getContentType();
    if (!MediaTypes.isSoap(type)) {
      Refusal.ofRequest(
              type,
              "A SOAP message is text/xml, application/soap+xml, or multipart/related with XOP")
          .send(response, HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE);
      return;
    }
    long most = MediaTypes.isMultipart(type) ? limits.uploadBytes() : limits.envelopeBytes();
    if (request.getContentLengthLong() > most) {
      tooLarge(request, response, most);
      return;
    }
    chain.doFilter(request, response);
  }

  /**
   * A fault with the status that the HTTP binding of SOAP has for faults, as stubs show no other
   * (SOAP 1.1, 6.2). What is honestly too large is read to its end: who still sends when the
   * connection is closed does not get the answer.
   */
  private static void tooLarge(HttpServletRequest request, HttpServletResponse response, long most)
      throws IOException {
    request.getInputStream().skipNBytes(Math.min(request.getContentLengthLong(), MOST_DISCARDED));
    Refusal.ofRequest(
            request.getContentType(),
            "The request is larger than the " + most + " bytes allowed here; send less")
        .send(response, HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
  }

  private static void refuse(HttpServletResponse response, int status, String text)
      throws IOException {
    response.setStatus(status);
    response.setContentType("text/plain;charset=utf-8");
    response.getOutputStream().write((text + "\n").getBytes(StandardCharsets.UTF_8));
  }
}
