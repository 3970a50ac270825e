package org.icecoat.factory.soap;

import static org.icecoat.factory.soap.Requests.REQUEST;

import java.util.List;
import java.util.Optional;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.factory.attest.AttesterClient;
import org.icecoat.factory.attest.TpmClaims;
import org.icecoat.factory.fault.FactoryException;
import org.icecoat.factory.fault.FactoryFault;
import org.icecoat.factory.node.NodeAddress;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.evidence.Challenge;
import org.icecoat.trust.evidence.Evidence;
import org.icecoat.trust.structure.EncryptedCredential;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PcrSelection;
import org.icecoat.trust.structure.PublicArea;
import org.icecoat.trust.tpm.EkTemplate;
import org.icecoat.wire.plugin.ActivateCredential;
import org.icecoat.wire.plugin.Attest;
import org.icecoat.wire.plugin.Describe;
import org.icecoat.wire.plugin.EkTemplateType;
import org.icecoat.wire.plugin.EndorsementKeyType;
import org.icecoat.wire.plugin.Identify;
import org.icecoat.wire.plugin.IdentifyResponse;

/** What nodes prove, over SOAP. */
public final class SoapAttesterClient implements AttesterClient {
  private final NodePorts ports;

  public SoapAttesterClient(NodePorts ports) {
    this.ports = ports;
  }

  @Override
  public TpmClaims identify(NodeAddress node) {
    IdentifyResponse wire = asked(node, () -> ports.of(node).identify(new Identify()));
    try {
      List<TpmClaims.Key> keys =
          wire.getEndorsementKey().stream().map(SoapAttesterClient::key).toList();
      return new TpmClaims(keys, area(wire.getAttestationKey()));
    } catch (TrustException e) {
      throw new FactoryException(
          FactoryFault.NOT_TRUSTED,
          "The node " + node.name() + " is not believed: its keys cannot be read.",
          e);
    }
  }

  private static TpmClaims.Key key(EndorsementKeyType wire) {
    EkTemplate template =
        switch (REQUEST.required("Template", wire.getTemplate())) {
          case ECC_P_256 -> EkTemplate.ECC_P256;
          case ECC_P_384 -> EkTemplate.ECC_P384;
          case RSA_2048 -> EkTemplate.RSA_2048;
        };
    return new TpmClaims.Key(
        template,
        area(wire.getPublicArea()),
        Optional.ofNullable(wire.getCertificate()).map(Octets::of));
  }

  private static PublicArea area(byte[] wire) {
    return PublicArea.parseSized(Octets.of(REQUEST.required("PublicArea", wire)));
  }

  @Override
  public Octets activate(NodeAddress node, EkTemplate template, EncryptedCredential credential) {
    ActivateCredential request = new ActivateCredential();
    request.setTemplate(
        switch (template) {
          case ECC_P256 -> EkTemplateType.ECC_P_256;
          case ECC_P384 -> EkTemplateType.ECC_P_384;
          case RSA_2048 -> EkTemplateType.RSA_2048;
        });
    request.setIdObject(credential.idObject().bytes());
    request.setSecret(credential.secret().bytes());
    return Octets.of(asked(node, () -> ports.of(node).activateCredential(request).getCredential()));
  }

  @Override
  public Evidence attest(NodeAddress node, Challenge challenge, PcrSelection selection) {
    Attest request = new Attest();
    request.setNonce(challenge.nonce().bytes());
    request.setSession(challenge.session().value());
    request.getPcr().addAll(selection.indexes());
    return Evidence.parse(
        Octets.of(asked(node, () -> ports.streaming(node).attest(request).getEvidence())));
  }

  @Override
  public Sha256 tlsKey(NodeAddress node) {
    return ports
        .tlsKey(node)
        .or(
            () -> {
              asked(node, () -> ports.of(node).describe(new Describe()));
              return ports.tlsKey(node);
            })
        .orElseThrow(
            () ->
                new FactoryException(
                    FactoryFault.NODE_UNREACHABLE,
                    "The node " + node.name() + " has not proved its host's key."));
  }

  /** Among these operations only a node without a TPM says that something is not there. */
  private static <T> T asked(NodeAddress node, NodeFaults.Call<T> call) {
    try {
      return NodeFaults.calling(node, call);
    } catch (FactoryException e) {
      throw e.fault() == FactoryFault.VM_ABSENT
          ? new FactoryException(FactoryFault.NO_TPM, e.getMessage(), e)
          : e;
    }
  }
}
