package org.icecoat.wsrf.client;

import java.net.URI;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.cxf.Bus;
import org.apache.cxf.bus.extension.ExtensionManagerBus;
import org.apache.cxf.configuration.jsse.TLSClientParameters;
import org.apache.cxf.endpoint.Client;
import org.apache.cxf.frontend.ClientProxy;
import org.apache.cxf.jaxws.JaxWsProxyFactoryBean;
import org.apache.cxf.message.Message;
import org.apache.cxf.staxutils.StaxUtils;
import org.apache.cxf.transport.http.HTTPConduit;
import org.apache.cxf.transport.http.HTTPConduitFactory;
import org.apache.cxf.transport.http.URLConnectionHTTPConduit;
import org.apache.cxf.transports.http.configuration.HTTPClientPolicy;
import org.apache.cxf.ws.addressing.WSAddressingFeature;
import org.icecoat.wire.oasis.addressing.EndpointReferenceType;
import org.icecoat.wsrf.client.ClientSettings.Attachments;
import org.icecoat.wsrf.contract.Contract;
import org.icecoat.wsrf.mtom.StreamedAttachments;
import org.icecoat.wsrf.tls.TlsMaterial;

/**
 * Makes proxies of port types, which throw the declared faults as their generated exceptions, and
 * for all else {@link CallFailedException}. Proxies may be used by several threads at once and
 * share connections; keep them. Closing this ends them all.
 */
public final class Ports implements AutoCloseable {
  private final ClientSettings settings;
  private final Bus bus = new ExtensionManagerBus();
  private final TLSClientParameters tls;

  /** With the proxy of each client: CXF ends the client of a proxy that nobody holds any more. */
  private final Map<Client, Object> open = new ConcurrentHashMap<>();

  public Ports(ClientSettings settings) {
    IdleConnections.endBeforeServersDo();
    this.settings = settings;
    this.tls = tls(settings.tls().checkingHostNames());
    if (settings.attachments() == Attachments.OF_ANSWERS) {
      HTTPConduitFactory blocking =
          (transport, onBus, endpoint, target) ->
              new URLConnectionHTTPConduit(onBus, endpoint, target);
      bus.setExtension(blocking, HTTPConduitFactory.class);
    }
  }

  /** A port at an address; a resource's id may follow in the path. */
  public <T> T port(Contract<T> contract, URI address) {
    return target(contract, address.toString(), Optional.empty());
  }

  /** A resource: its reference parameters go with each request. */
  public <T> T port(Contract<T> contract, EndpointReferenceType reference) {
    return target(contract, reference.getAddress().getValue(), Optional.of(reference));
  }

  private <T> T target(
      Contract<T> contract, String address, Optional<EndpointReferenceType> reference) {
    T port = create(contract, address);
    Client client = ClientProxy.getClient(port);
    open.put(client, port);
    HTTPConduit conduit = (HTTPConduit) client.getConduit();
    conduit.setTlsClientParameters(tls);
    conduit.setClient(policy());
    client.getInInterceptors().add(new AnswerCap(settings));
    client
        .getInInterceptors()
        .add(new StreamedAttachments(AnswerCap.class, settings.envelopeBytes()));
    client.getInFaultInterceptors().add(new AnswerCap(settings));
    reference.ifPresent(resource -> client.getOutInterceptors().add(new Targeting(resource)));
    return PlainFailures.around(contract, port, address);
  }

  private <T> T create(Contract<T> contract, String address) {
    JaxWsProxyFactoryBean bean = new JaxWsProxyFactoryBean();
    bean.setBus(bus);
    bean.setWsdlURL(contract.location().toString());
    bean.setServiceName(contract.service());
    bean.setEndpointName(contract.soap12Port());
    bean.setAddress(address);
    bean.getFeatures().add(new WSAddressingFeature());
    bean.setProperties(properties());
    return bean.create(contract.portType());
  }

  private Map<String, Object> properties() {
    Map<String, Object> properties = new HashMap<>();
    properties.put(Message.MTOM_ENABLED, sends());
    properties.put(StaxUtils.MAX_XML_CHARACTERS, settings.envelopeBytes());
    properties.put(StaxUtils.MAX_ELEMENT_COUNT, settings.envelopeBytes() / 8);
    properties.put("thread.local.request.context", "true");
    return properties;
  }

  private HTTPClientPolicy policy() {
    HTTPClientPolicy policy = new HTTPClientPolicy();
    policy.setConnectionTimeout(settings.connect().toMillis());
    policy.setReceiveTimeout(settings.answer().toMillis());
    policy.setAllowChunking(sends());
    policy.setAutoRedirect(false);
    policy.setVersion("1.1");
    return policy;
  }

  /** Whether requests have attachments. */
  private boolean sends() {
    return settings.attachments() == Attachments.BOTH_WAYS;
  }

  /** One context for all proxies: CXF wraps trust managers anew for each proxy that has them. */
  private static TLSClientParameters tls(TlsMaterial material) {
    try {
      TLSClientParameters parameters = new TLSClientParameters();
      parameters.setSslContext(material.context());
      return parameters;
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("The client's keys cannot be used", e);
    }
  }

  /** Ends one of the proxies that were made, and no other; a call that is under way may fail. */
  public void end(Object port) {
    Client client = ClientProxy.getClient(PlainFailures.under(port));
    if (open.remove(client) != null) {
      client.destroy();
    }
  }

  /** The clients behind the proxies that were made. */
  List<Client> clients() {
    return List.copyOf(open.keySet());
  }

  @Override
  public void close() {
    open.keySet().forEach(Client::destroy);
    open.clear();
    bus.shutdown(true);
  }
}
