package org.icecoat.console.remote;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import org.icecoat.console.configuration.Settings;
import org.icecoat.domain.vm.VmId;
import org.icecoat.trust.proxy.GridTrust;
import org.icecoat.wire.administration.Administration;
import org.icecoat.wire.factory.TrustedVmFactory;
import org.icecoat.wire.store.ImageStore;
import org.icecoat.wire.storeadministration.StoreAdministration;
import org.icecoat.wire.vm.TrustedVm;
import org.icecoat.wsrf.client.ClientSettings;
import org.icecoat.wsrf.client.Ports;
import org.icecoat.wsrf.contract.Contract;
import org.icecoat.wsrf.tls.TlsMaterial;

/**
 * The services over SOAP and mutual TLS. Credential and CAs are read when the first stub is made.
 */
public final class SoapServices implements Services {
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration ANSWER = Duration.ofMinutes(2);
  private static final Duration LONG_ANSWER = Duration.ofMinutes(60);
  private static final long DOWNLOAD_BYTES = 64L << 20;

  private final Settings settings;
  private final Clock clock;
  private GridTrust trust;
  private Ports messages;
  private Ports files;

  public SoapServices(Settings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  @Override
  public TrustedVmFactory factory() {
    URI address = new Endpoints(settings.factory()).deployment();
    return files().port(Contract.of(TrustedVmFactory.class, "wsdl/factory.wsdl"), address);
  }

  @Override
  public Administration administration() {
    URI address = new Endpoints(settings.factory()).administration();
    return messages().port(Contract.of(Administration.class, "wsdl/administration.wsdl"), address);
  }

  @Override
  public ImageStore store() {
    URI address = Endpoints.store(settings.store());
    return files().port(Contract.of(ImageStore.class, "wsdl/store.wsdl"), address);
  }

  @Override
  public StoreAdministration storeAdministration() {
    URI address = Endpoints.storeAdministration(settings.store());
    return messages()
        .port(Contract.of(StoreAdministration.class, "wsdl/store-administration.wsdl"), address);
  }

  @Override
  public TrustedVm vm(VmId id) {
    URI address = new Endpoints(settings.factory()).vm(id);
    return messages().port(Contract.of(TrustedVm.class, "wsdl/vm.wsdl"), address);
  }

  private Ports messages() {
    if (messages == null) {
      messages = new Ports(client().waiting(CONNECT, ANSWER));
    }
    return messages;
  }

  /** With MTOM: what is sent may be large, and the answer may take its time. */
  private Ports files() {
    if (files == null) {
      files = new Ports(client().waiting(CONNECT, LONG_ANSWER).streaming(DOWNLOAD_BYTES));
    }
    return files;
  }

  private ClientSettings client() {
    Credential credential = new Credential(clock);
    if (trust == null) {
      trust = credential.trust(settings.caDirectory());
    }
    return ClientSettings.of(
        new TlsMaterial(credential.keys(settings.proxy()), trust.forClients()));
  }

  @Override
  public void close() {
    if (messages != null) {
      messages.close();
    }
    if (files != null) {
      files.close();
    }
    if (trust != null) {
      trust.close();
    }
  }
}
