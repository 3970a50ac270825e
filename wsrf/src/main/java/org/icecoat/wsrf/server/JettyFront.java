package org.icecoat.wsrf.server;

import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLContext;
import org.apache.cxf.Bus;
import org.apache.cxf.transport.servlet.CXFNonSpringServlet;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.FilterMapping;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.icecoat.wsrf.tls.TlsMaterial;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Jetty as this toolkit runs it. */
final class JettyFront {
  private static final Logger LOG = LoggerFactory.getLogger(JettyFront.class);

  private final ServerSettings settings;
  private final Server server;
  private final ServerConnector connector;

  JettyFront(ServerSettings settings) throws GeneralSecurityException {
    this.settings = settings;
    QueuedThreadPool threads = new QueuedThreadPool(settings.threads() + 8, 8);
    threads.setName("soap-" + settings.port());
    server = new Server(threads);
    connector = connector(server, settings);
    server.addConnector(connector);
    server.setStopTimeout(5_000);
  }

  /** Takes the port; the address that clients dial. */
  URI bind() throws IOException {
    connector.open();
    return settings
        .publicAddress()
        .orElseGet(() -> URI.create("https://" + settings.host() + ":" + connector.getLocalPort()));
  }

  void serve(Bus bus, List<ServiceEndpoint<?, ?>> endpoints, BooleanSupplier healthy) {
    Handler admission = new Admission(endpoints, handler(bus, endpoints, healthy));
    server.setHandler(
        new PacedBodies(admission, settings.idle(), settings.slowestBytesPerSecond()));
    LifeCycle.start(server);
  }

  /** Waits a moment for what is under way. What has not ended then is cut off: no failure. */
  void stop() {
    try {
      LifeCycle.stop(server);
    } catch (RuntimeException e) {
      if (!(e.getCause() instanceof TimeoutException)) {
        throw e;
      }
      LOG.info("Connections that were still in use are cut off");
      LOG.debug("What could not be stopped in time", e);
    } finally {
      connector.close();
    }
  }

  private static ServerConnector connector(Server server, ServerSettings settings)
      throws GeneralSecurityException {
    SslContextFactory.Server tls = tls(settings);
    HttpConfiguration configuration = http(settings);
    configuration.addCustomizer(
        new RenewedKeys(settings.tls().keys(), () -> renew(tls, settings.tls()), System::nanoTime));
    configuration.addCustomizer(new IdleTimes(settings.idle(), settings.kept()));
    ServerConnector connector =
        new CappedConnector(
            server,
            settings.connections(),
            new SslConnectionFactory(tls, HttpVersion.HTTP_1_1.asString()),
            new HttpConnectionFactory(configuration));
    connector.setHost(settings.host());
    connector.setPort(settings.port());
    connector.setIdleTimeout(settings.idle().toMillis());
    return connector;
  }

  private static HttpConfiguration http(ServerSettings settings) {
    HttpConfiguration http = new HttpConfiguration();
    http.setRequestHeaderSize(settings.headerBytes());
    http.setSendServerVersion(false);
    http.addCustomizer(new SecureRequestCustomizer(false));
    return http;
  }

  private static SslContextFactory.Server tls(ServerSettings settings)
      throws GeneralSecurityException {
    SslContextFactory.Server tls = new SslContextFactory.Server();
    tls.setSslContext(settings.tls().context());
    tls.setWantClientAuth(true); // who shows none is told so by Admission
    tls.setIncludeProtocols("TLSv1.2", "TLSv1.3");
    tls.setRenegotiationAllowed(false);
    tls.setSniRequired(false);
    return tls;
  }

  /** Another context knows no session of the one before. */
  private static void renew(SslContextFactory.Server tls, TlsMaterial material) {
    try {
      SSLContext context = material.context();
      tls.reload(factory -> factory.setSslContext(context));
      LOG.info("New connections show a renewed certificate");
    } catch (Exception e) { // as it is declared
      LOG.error("Sessions that show an old certificate may be resumed", e);
    }
  }

  private static ServletContextHandler handler(
      Bus bus, List<ServiceEndpoint<?, ?>> endpoints, BooleanSupplier healthy) {
    ServletContextHandler context = new ServletContextHandler("/");
    CXFNonSpringServlet soap = new CXFNonSpringServlet();
    soap.setBus(bus);
    ServletHolder holder = new ServletHolder("soap", soap);
    holder.setInitParameter("hide-service-list-page", "true");
    holder.setInitParameter("disable-address-updates", "true");
    context.addServlet(new ServletHolder("health", new HealthPage(healthy)), "/health");
    context.addServlet(holder, "/*");
    rules(context, new HttpRules(endpoints));
    return context;
  }

  private static void rules(ServletContextHandler context, HttpRules rules) {
    FilterHolder holder = new FilterHolder(rules);
    holder.setName("rules");
    FilterMapping mapping = new FilterMapping();
    mapping.setFilterName("rules");
    mapping.setServletName("soap");
    context.getServletHandler().addFilter(holder, mapping);
  }
}
