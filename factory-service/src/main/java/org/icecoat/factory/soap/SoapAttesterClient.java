package org.icecoat.factory.soap;

import static org.icecoat.factory.soap.Requests.REQUEST;

import java.util.List;
import java.util.Optional;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.factory.attest.AttesterClient;
import org.icecoat.factory.attest.TpmClaims;
import org.icecoat.factory.attest.VmQuestion;
import org.icecoat.factory.attest.VmTestimony;
import org.icecoat.factory.fault.FactoryException;
import org.icecoat.factory.fault.FactoryFault;
import org.icecoat.factory.node.Incarnation;
import org.icecoat.factory.node.NodeAddress;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.evidence.Challenge;
import org.icecoat.trust.evidence.Evidence;
import org.icecoat.trust.evidence.Evidence.ImaFrom;
import org.icecoat.trust.evidence.vm.VmVerifier;
import org.icecoat.trust.structure.EncryptedCredential;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PcrSelection;
import org.icecoat.trust.structure.PublicArea;
import org.icecoat.trust.tpm.EkTemplate;
import org.icecoat.wire.plugin.ActivateCredential;
import org.icecoat.wire.plugin.Attest;
import org.icecoat.wire.plugin.AttestResponse;
import org.icecoat.wire.plugin.Describe;
import org.icecoat.wire.plugin.Identify;
import org.icecoat.wire.plugin.IdentifyResponse;
import org.icecoat.wire.plugin.ListPlaceType;
import org.icecoat.wire.types.EndorsementKeyType;

/** What nodes prove, over SOAP. */
public final class SoapAttesterClient implements AttesterClient {
  private final NodePorts ports;
  private final Way way;

  /** Which hosts are asked. */
  private interface Way {
    <T> T ask(NodeAddress node, NodePorts.Question<T> question);
  }

  private SoapAttesterClient(NodePorts ports, Way way) {
    this.ports = ports;
    this.way = way;
  }

  /** Asks whatever host has a node's name, so that the node can prove itself by its key. */
  public static SoapAttesterClient ofAnyHost(NodePorts ports) {
    return new SoapAttesterClient(ports, ports::askAnyHost);
  }

  /** Asks hosts by the keys by which their nodes have proved themselves alone. */
  public static SoapAttesterClient ofProvenHosts(NodePorts ports) {
    return new SoapAttesterClient(ports, ports::ask);
  }

  @Override
  public TpmClaims identify(NodeAddress node) {
    IdentifyResponse wire = way.ask(node, plugin -> plugin.identify(new Identify()));
    try {
      List<TpmClaims.Key> keys =
          wire.getEndorsementKey().stream().map(SoapAttesterClient::key).toList();
      return new TpmClaims(keys, area(wire.getAttestationKey()));
    } catch (TrustException | FactoryException e) {
      throw new FactoryException(
          FactoryFault.NOT_TRUSTED,
          "The node " + node.name() + " is not believed: its keys cannot be read.",
          e);
    }
  }

  private static TpmClaims.Key key(EndorsementKeyType wire) {
    return new TpmClaims.Key(
        EkTemplates.read(wire.getTemplate()),
        area(wire.getPublicArea()),
        Optional.ofNullable(wire.getCertificate()).map(Octets::of));
  }

  private static PublicArea area(byte[] wire) {
    return PublicArea.parseSized(Octets.of(REQUEST.required("PublicArea", wire)));
  }

  @Override
  public Octets activate(NodeAddress node, EkTemplate template, EncryptedCredential credential) {
    ActivateCredential request = new ActivateCredential();
    request.setTemplate(EkTemplates.written(template));
    request.setIdObject(credential.idObject().bytes());
    request.setSecret(credential.secret().bytes());
    return way.ask(node, plugin -> Octets.of(plugin.activateCredential(request).getCredential()));
  }

  /** Not as attachments: the nonce's length is part of the contract. */
  @Override
  public Evidence attest(
      NodeAddress node, Challenge challenge, PcrSelection selection, ImaFrom from) {
    Attest request = new Attest();
    request.setNonce(challenge.nonce().bytes());
    request.setSession(challenge.session().value());
    request.getPcr().addAll(selection.indexes());
    if (from.lines() > 0) {
      ListPlaceType place = new ListPlaceType();
      place.setLines(from.lines());
      place.setValue(from.value().bytes());
      request.setFilesAfter(place);
    }
    Optional<byte[]> evidence =
        way.ask(node, plugin -> Optional.ofNullable(plugin.attest(request).getEvidence()));
    return Evidence.parse(evidence.map(Octets::of).orElse(Octets.EMPTY));
  }

  @Override
  public VmTestimony testify(NodeAddress node, Incarnation vm, VmQuestion question) {
    Attest request = new Attest();
    request.setNonce(question.nonce().bytes());
    request.setSession(VmVerifier.session(vm.vm()).value());
    request.getPcr().addAll(question.selection().indexes());
    request.setVm(NodeWriter.order(vm));
    VmTestimony testimony = way.ask(node, plugin -> testimony(plugin.attest(request)));
    if (ports.isAnotherThanProven(node, Optional.of(testimony.tlsKey()))) {
      throw NodePorts.unproven(node, null);
    }
    return testimony;
  }

  private static VmTestimony testimony(AttestResponse wire) {
    if (wire.getEvidence() == null || wire.getTlsKey() == null || wire.getStatement() == null) {
      throw new IllegalArgumentException("Evidence, TlsKey or Statement is missing");
    }
    return new VmTestimony(
        Octets.of(wire.getEvidence()),
        Sha256.parse(wire.getTlsKey()),
        Octets.of(wire.getStatement()));
  }

  @Override
  public Sha256 tlsKey(NodeAddress node) {
    return ports
        .tlsKey(node)
        .or(
            () -> {
              ports.askAnyHost(node, plugin -> plugin.describe(new Describe()));
              return ports.tlsKey(node);
            })
        .orElseThrow(
            () ->
                new FactoryException(
                    FactoryFault.NODE_UNREACHABLE,
                    "The node " + node.name() + " has not proved its host's key."));
  }
}
