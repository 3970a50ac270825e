package org.icecoat.testbed.bench.deploy;

import jakarta.xml.bind.JAXBElement;
import java.net.URI;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.xml.namespace.QName;
import org.icecoat.wire.factory.DeployVm;
import org.icecoat.wire.factory.DeployVmResponse;
import org.icecoat.wire.factory.TrustedVmFactory;
import org.icecoat.wire.factory.VmRequestType;
import org.icecoat.wire.faults.InvalidRequestFault;
import org.icecoat.wire.faults.NotAuthorizedFault;
import org.icecoat.wire.faults.NothingFitsFault;
import org.icecoat.wire.faults.QuotaExceededFault;
import org.icecoat.wire.faults.TokenConflictFault;
import org.icecoat.wire.faults.UnavailableFault;
import org.icecoat.wire.oasis.addressing.EndpointReferenceType;
import org.icecoat.wire.oasis.rl.Destroy;
import org.icecoat.wire.oasis.rlw.ResourceNotDestroyedFault;
import org.icecoat.wire.oasis.rpw.InvalidResourcePropertyQNameFault;
import org.icecoat.wire.oasis.rw.ResourceUnavailableFault;
import org.icecoat.wire.oasis.rw.ResourceUnknownFault;
import org.icecoat.wire.types.ApplicationType;
import org.icecoat.wire.types.ImageRequirementsType;
import org.icecoat.wire.types.TrustTermsType;
import org.icecoat.wire.types.VmStateType;
import org.icecoat.wire.vm.HistoryEntryType;
import org.icecoat.wire.vm.TrustType;
import org.icecoat.wire.vm.TrustedVm;
import org.icecoat.wsrf.client.Ports;
import org.icecoat.wsrf.contract.Contract;

/** A client with generated stubs, whose connections stay. */
final class FactoryClient {
  private static final Contract<TrustedVmFactory> FACTORY =
      Contract.of(TrustedVmFactory.class, "wsdl/factory.wsdl");
  private static final Contract<TrustedVm> VM = Contract.of(TrustedVm.class, "wsdl/vm.wsdl");
  private static final String PROPERTIES = "http://icecoat.org/2026/11/vm";
  private static final QName STATE = new QName(PROPERTIES, "State");
  private static final QName HISTORY = new QName(PROPERTIES, "History");
  private static final QName TRUST = new QName(PROPERTIES, "Trust");

  private final Ports ports;
  private final TrustedVmFactory factory;

  /** A VM and where it is. */
  record Deployed(UUID id, EndpointReferenceType reference) {}

  FactoryClient(Ports ports, URI factory) {
    this.ports = ports;
    this.factory = ports.port(FACTORY, factory);
  }

  /** Asks for a VM. */
  Deployed deploy(VmWish wish) {
    VmRequestType request = new VmRequestType();
    request.setImage(new ImageRequirementsType());
    request.getImage().setId(wish.image());
    if (wish.application()) {
      request.setApplication(new ApplicationType());
      request.getApplication().setCommand("true");
    }
    if (wish.proved()) {
      request.setTrust(new TrustTermsType());
      request.getTrust().setMaximalAge(FreshProof.MAXIMAL_AGE);
    }
    DeployVm message = new DeployVm();
    message.setToken(UUID.randomUUID().toString());
    message.setRequest(request);
    try {
      DeployVmResponse reply = factory.deployVm(message);
      return new Deployed(UUID.fromString(reply.getSummary().getId()), reply.getVm());
    } catch (InvalidRequestFault
        | NotAuthorizedFault
        | NothingFitsFault
        | QuotaExceededFault
        | TokenConflictFault
        | UnavailableFault e) {
      throw refused(e);
    }
  }

  TrustedVm port(Deployed vm) {
    return ports.port(VM, vm.reference());
  }

  /** Whether the resource property State has that value. */
  static boolean is(VmStateType state, TrustedVm vm) {
    try {
      Object value = vm.getResourceProperty(STATE).getAny().get(0);
      return value instanceof JAXBElement<?> element && element.getValue() == state;
    } catch (InvalidResourcePropertyQNameFault
        | ResourceUnknownFault
        | ResourceUnavailableFault e) {
      throw refused(e);
    }
  }

  /** When its node gave the proof that counts for the VM, by the resource property Trust. */
  static Instant attestedAt(TrustedVm vm) {
    try {
      Object value = vm.getResourceProperty(TRUST).getAny().get(0);
      TrustType trust = (TrustType) ((JAXBElement<?>) value).getValue();
      return trust.getAttestation().getAt();
    } catch (InvalidResourcePropertyQNameFault
        | ResourceUnknownFault
        | ResourceUnavailableFault e) {
      throw refused(e);
    }
  }

  /** What has happened to the VM, by the resource property History: a line each. */
  static String history(TrustedVm vm) {
    try {
      return vm.getResourceProperty(HISTORY).getAny().stream()
          .map(entry -> (HistoryEntryType) ((JAXBElement<?>) entry).getValue())
          .map(e -> "%s %s %s %s".formatted(e.getAt(), e.getState(), e.getEvent(), told(e)))
          .collect(Collectors.joining("\n"));
    } catch (InvalidResourcePropertyQNameFault
        | ResourceUnknownFault
        | ResourceUnavailableFault e) {
      throw refused(e);
    }
  }

  private static String told(HistoryEntryType entry) {
    return Objects.requireNonNullElse(entry.getDescription(), "");
  }

  static void destroy(TrustedVm vm) {
    try {
      vm.destroy(new Destroy());
    } catch (ResourceNotDestroyedFault | ResourceUnknownFault | ResourceUnavailableFault e) {
      throw refused(e);
    }
  }

  private static IllegalStateException refused(Exception fault) {
    return new IllegalStateException("The factory refuses: " + fault.getMessage(), fault);
  }
}
