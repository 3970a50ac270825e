package org.icecoat.console.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import org.icecoat.trust.credential.PemKeys;
import org.icecoat.trust.proxy.CallerVerdict;
import org.icecoat.trust.proxy.GridTrust;
import org.icecoat.trust.proxy.TrustAnchors;
import org.icecoat.trust.testing.TestingCredential;
import org.icecoat.trust.testing.TestingGrid;
import org.icecoat.wire.administration.Administration;
import org.icecoat.wire.factory.TrustedVmFactory;
import org.icecoat.wire.store.ImageStore;
import org.icecoat.wire.storeadministration.StoreAdministration;
import org.icecoat.wire.vm.TrustedVm;
import org.icecoat.wsrf.call.CallerRefusedException;
import org.icecoat.wsrf.call.Calls;
import org.icecoat.wsrf.contract.Contract;
import org.icecoat.wsrf.server.Limits;
import org.icecoat.wsrf.server.ServerSettings;
import org.icecoat.wsrf.server.ServiceEndpoint;
import org.icecoat.wsrf.server.WsrfServer;
import org.icecoat.wsrf.tls.TlsMaterial;

/** The services in memory behind the real server: SOAP over mutual TLS. */
public final class TestingServer implements AutoCloseable {
  private static final long UPLOADS = 128L << 20;

  private final GridTrust trust;
  private final WsrfServer server;
  private final Calls<String> calls;

  /**
   * Listens on a free port of localhost.
   *
   * @param names those in the server's certificate
   */
  public TestingServer(TestingGrid grid, Path folder, TestingServices services, String... names) {
    TestingCredential host = grid.host("localhost", names);
    trust = GridTrust.open(TrustAnchors.in(grid.certificates()), Clock.systemUTC());
    calls =
        new Calls<>(chain -> caller(trust.callers().judge(chain.toArray(new X509Certificate[0]))));
    TlsMaterial tls =
        new TlsMaterial(
            PemKeys.of(
                host.writeCertificate(folder.resolve("hostcert.pem")),
                host.writeKey(folder.resolve("hostkey.pem"))),
            trust.forServers());
    try {
      server =
          WsrfServer.start(ServerSettings.of("localhost", 0, tls), address -> endpoints(services));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String caller(CallerVerdict verdict) throws CallerRefusedException {
    if (verdict instanceof CallerVerdict.Authenticated authenticated) {
      return authenticated.caller().dn().toString();
    }
    throw new CallerRefusedException(((CallerVerdict.Refused) verdict).plain());
  }

  private List<ServiceEndpoint<?, ?>> endpoints(TestingServices services) {
    Limits large = Limits.defaults().withUploads(UPLOADS);
    return List.of(
        ServiceEndpoint.<String, TrustedVmFactory>of(
                "/factory",
                Contract.of(TrustedVmFactory.class, "wsdl/factory.wsdl"),
                services.factory(),
                calls)
            .limitedTo(large),
        ServiceEndpoint.<String, TrustedVm>of(
            "/vm",
            Contract.of(TrustedVm.class, "wsdl/vm.wsdl"),
            services.vm(() -> calls.current().resource().orElse("none")),
            calls),
        ServiceEndpoint.<String, Administration>of(
            "/administration",
            Contract.of(Administration.class, "wsdl/administration.wsdl"),
            services.administration(),
            calls),
        ServiceEndpoint.<String, StoreAdministration>of(
            "/store-administration",
            Contract.of(StoreAdministration.class, "wsdl/store-administration.wsdl"),
            services.storeAdministration(),
            calls),
        ServiceEndpoint.<String, ImageStore>of(
                "/store", Contract.of(ImageStore.class, "wsdl/store.wsdl"), services.store(), calls)
            .limitedTo(large));
  }

  /** Without a path. */
  public URI address() {
    return server.address();
  }

  @Override
  public void close() {
    server.close();
    trust.close();
  }
}
