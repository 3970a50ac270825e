package org.icecoat.wsrf.sample;

import java.io.IOException;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.xml.namespace.QName;
import org.icecoat.wsrf.addressing.EndpointReferences;
import org.icecoat.wsrf.call.CallerRefusedException;
import org.icecoat.wsrf.call.Calls;
import org.icecoat.wsrf.contract.Contract;
import org.icecoat.wsrf.fault.Faults;
import org.icecoat.wsrf.property.LifetimeProperties;
import org.icecoat.wsrf.property.PropertySet;
import org.icecoat.wsrf.resource.ResourceKind;
import org.icecoat.wsrf.resource.ResourceOperations;
import org.icecoat.wsrf.sample.wire.BrokenFault;
import org.icecoat.wsrf.sample.wire.BrokenFaultType;
import org.icecoat.wsrf.sample.wire.Lamp;
import org.icecoat.wsrf.sample.wire.Place;
import org.icecoat.wsrf.server.Limits;
import org.icecoat.wsrf.server.ServerSettings;
import org.icecoat.wsrf.server.ServiceEndpoint;
import org.icecoat.wsrf.server.WsrfServer;

/** A server with lamps: {@code /lamp} is validated, {@code /fast} is not and streams. */
public final class TestingLampServer implements AutoCloseable {
  public static final String NS = "http://icecoat.org/test/sample";
  public static final Contract<Lamp> CONTRACT = Contract.of(Lamp.class, "wsdl/sample.wsdl");
  private final Clock clock = Clock.systemUTC();
  private final TestingLamps lamps = new TestingLamps(clock);
  private final Set<String> refused = ConcurrentHashMap.newKeySet();
  private final Calls<String> calls = new Calls<>(this::authenticate);
  private final WsrfServer server;

  public TestingLampServer(ServerSettings settings) throws IOException {
    server = WsrfServer.start(settings, base -> List.of(fast(base), lamp(base)));
  }

  private ServiceEndpoint<String, Lamp> lamp(URI base) {
    EndpointReferences references = ServiceEndpoint.references(base, "/lamp");
    Faults faults = new Faults(clock, NS, calls, references);
    return ServiceEndpoint.<String, Lamp>of("/lamp", CONTRACT, service(references, faults), calls)
        .translating(failure -> translate(failure, faults));
  }

  private ServiceEndpoint<String, Lamp> fast(URI base) {
    EndpointReferences references = ServiceEndpoint.references(base, "/fast");
    Faults faults = new Faults(clock, NS, calls, references);
    return ServiceEndpoint.<String, Lamp>of("/fast", CONTRACT, service(references, faults), calls)
        .limitedTo(Limits.defaults().withUploads(4L << 30))
        .streamingFrom("Download")
        .unvalidated();
  }

  private Lamp service(EndpointReferences references, Faults faults) {
    ResourceKind<String, LampState> kind =
        new ResourceKind<String, LampState>(CONTRACT.jaxb(), lamps, properties())
            .storedBy(lamps)
            .endedBy(lamps);
    return new TestingLampService(
        new ResourceOperations<>(kind, calls, faults, clock), lamps, calls, references);
  }

  private PropertySet<String, LampState> properties() {
    return PropertySet.<String, LampState>of(new QName(NS, "LampProperties"))
        .one("Name", String.class, (who, lamp) -> lamp.name(), LampState::named)
        .one("Watts", Integer.class, (who, lamp) -> lamp.watts(), LampState::powered)
        .many("Colour", String.class, (who, lamp) -> lamp.colours(), LampState::coloured)
        .optional("Note", String.class, (who, lamp) -> lamp.note(), LampState::noted)
        .one("MadeAt", java.time.Instant.class, (who, lamp) -> lamp.madeAt())
        .one("Place", Place.class, (who, lamp) -> place())
        .lifetime(new LifetimeProperties<>(clock, LampState::end))
        .build();
  }

  private static Place place() {
    Place place = new Place();
    place.setRoom("hall");
    place.setFloor(2);
    return place;
  }

  private static Optional<Exception> translate(RuntimeException failure, Faults faults) {
    if (!(failure instanceof TestingLampException)) {
      return Optional.empty();
    }
    String text = "A part is broken; buy another one";
    BrokenFaultType fault = faults.fill(new BrokenFaultType(), "BROKEN", text);
    fault.setPart(failure.getMessage());
    return Optional.of(new BrokenFault(text, fault, failure));
  }

  private String authenticate(List<X509Certificate> chain) throws CallerRefusedException {
    String name = chain.get(0).getSubjectX500Principal().getName();
    if (refused.contains(name)) {
      throw new CallerRefusedException("Your certificate was revoked");
    }
    return name;
  }

  /** From now on, also on connections that are open. */
  public void refuse(String name) {
    refused.add(name);
  }

  public TestingLamps lamps() {
    return lamps;
  }

  public URI address() {
    return server.address();
  }

  public URI lamp() {
    return URI.create(address() + "/lamp");
  }

  public URI fast() {
    return URI.create(address() + "/fast");
  }

  @Override
  public void close() {
    server.close();
  }
}
