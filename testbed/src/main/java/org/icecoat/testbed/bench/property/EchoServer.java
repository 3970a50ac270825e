package org.icecoat.testbed.bench.property;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.TrustManager;
import org.apache.cxf.Bus;
import org.apache.cxf.BusFactory;
import org.apache.cxf.configuration.jsse.TLSServerParameters;
import org.apache.cxf.configuration.security.ClientAuthentication;
import org.apache.cxf.jaxws.JaxWsServerFactoryBean;
import org.apache.cxf.transport.http_jetty.JettyHTTPServerEngineFactory;

/** Serves {@link Echo} on CXF's own Jetty with mutual TLS; arguments: address, port, PEM files. */
final class EchoServer {
  static final String PATH = "/echo";

  private EchoServer() {}

  public static void main(String[] arguments) throws IOException, GeneralSecurityException {
    String address = arguments[0];
    int port = Integer.parseInt(arguments[1]);
    PlainTls tls = PlainTls.of(Path.of(arguments[2]), Path.of(arguments[3]), Path.of(arguments[4]));
    Bus bus = BusFactory.getDefaultBus();
    bus.getExtension(JettyHTTPServerEngineFactory.class)
        .setTLSServerParametersForPort(address, port, mutual(tls));
    JaxWsServerFactoryBean server = new JaxWsServerFactoryBean();
    server.setBus(bus);
    server.setServiceClass(Echo.class);
    server.setServiceBean((Echo) text -> text);
    server.setAddress("https://" + address + ":" + port + PATH);
    server.create();
  }

  private static TLSServerParameters mutual(PlainTls tls) {
    TLSServerParameters parameters = new TLSServerParameters();
    parameters.setKeyManagers(new KeyManager[] {tls.keys()});
    parameters.setTrustManagers(new TrustManager[] {tls.trust()});
    ClientAuthentication authentication = new ClientAuthentication();
    authentication.setWant(true);
    authentication.setRequired(true);
    parameters.setClientAuthentication(authentication);
    parameters.setIncludeProtocols(List.of("TLSv1.3"));
    return parameters;
  }
}
