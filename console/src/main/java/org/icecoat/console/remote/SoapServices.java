package org.icecoat.console.remote;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;
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
  private static final long DOWNLOAD_BYTES = 64L << 20;

  private final Settings settings;
  private final Clock clock;
  private final Function<Patience, Duration> waiting;
  private final Map<Patience, Ports> ports = new EnumMap<>(Patience.class);
  private GridTrust trust;

  public SoapServices(Settings settings, Clock clock) {
    this(settings, clock, Patience::usual);
  }

  /**
   * Services that are waited for otherwise.
   *
   * @param waiting how long each patience lasts
   */
  public SoapServices(Settings settings, Clock clock, Function<Patience, Duration> waiting) {
    this.settings = settings;
    this.clock = clock;
    this.waiting = waiting;
  }

  @Override
  public TrustedVmFactory factory(Patience patience) {
    URI address = new Endpoints(settings.factory()).deployment();
    return ports(patience).port(Contract.of(TrustedVmFactory.class, "wsdl/factory.wsdl"), address);
  }

  @Override
  public Administration administration() {
    URI address = new Endpoints(settings.factory()).administration();
    return ports(Patience.USUAL)
        .port(Contract.of(Administration.class, "wsdl/administration.wsdl"), address);
  }

  @Override
  public ImageStore store(Patience patience) {
    URI address = Endpoints.store(settings.store());
    return ports(patience).port(Contract.of(ImageStore.class, "wsdl/store.wsdl"), address);
  }

  @Override
  public StoreAdministration storeAdministration() {
    URI address = Endpoints.storeAdministration(settings.store());
    return ports(Patience.USUAL)
        .port(Contract.of(StoreAdministration.class, "wsdl/store-administration.wsdl"), address);
  }

  @Override
  public TrustedVm vm(VmId id) {
    URI address = new Endpoints(settings.factory()).vm(id);
    return ports(Patience.USUAL).port(Contract.of(TrustedVm.class, "wsdl/vm.wsdl"), address);
  }

  private Ports ports(Patience patience) {
    return ports.computeIfAbsent(patience, each -> new Ports(settings(each)));
  }

  /** With MTOM where what is sent may be large. */
  private ClientSettings settings(Patience patience) {
    ClientSettings messages = client().waiting(CONNECT, waiting.apply(patience));
    return patience == Patience.LONG ? messages.streaming(DOWNLOAD_BYTES) : messages;
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
    ports.values().forEach(Ports::close);
    if (trust != null) {
      trust.close();
    }
  }
}
