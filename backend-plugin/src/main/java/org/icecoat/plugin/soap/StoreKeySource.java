package org.icecoat.plugin.soap;

import jakarta.activation.DataHandler;
import java.net.URI;
import java.util.List;
import org.icecoat.domain.image.ImageId;
import org.icecoat.plugin.PluginException;
import org.icecoat.plugin.PluginFault;
import org.icecoat.plugin.attest.KeyProof;
import org.icecoat.plugin.attest.NodeAttester;
import org.icecoat.plugin.attest.TpmIdentity;
import org.icecoat.plugin.confidential.KeySource;
import org.icecoat.plugin.confidential.WrappedKey;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.evidence.Challenge;
import org.icecoat.trust.structure.EncryptedCredential;
import org.icecoat.trust.structure.ImportableObject;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PcrBank;
import org.icecoat.trust.structure.PcrSelection;
import org.icecoat.trust.tpm.EndorsementKey;
import org.icecoat.wire.faults.InvalidRequestFault;
import org.icecoat.wire.faults.NotAuthorizedFault;
import org.icecoat.wire.faults.NotFoundFault;
import org.icecoat.wire.faults.UnavailableFault;
import org.icecoat.wire.store.CredentialType;
import org.icecoat.wire.store.ImageStore;
import org.icecoat.wire.store.NodeKeyType;
import org.icecoat.wire.store.ReleaseKey;
import org.icecoat.wire.store.ReleaseKeyResponse;
import org.icecoat.wire.store.RequestKey;
import org.icecoat.wire.store.RequestKeyResponse;
import org.icecoat.wsrf.client.CallFailedException;
import org.icecoat.wsrf.contract.Contract;

/** Keys of image stores, over SOAP: the node proves itself by its TPM (docs/images.md). */
public final class StoreKeySource implements KeySource {
  private static final Contract<ImageStore> CONTRACT =
      Contract.of(ImageStore.class, "wsdl/store.wsdl");

  private final CurrentPorts ports;
  private final NodeAttester attester;

  /**
   * Asks with the node's own certificate, to whose key its evidence is bound.
   *
   * @param ports made for attachments both ways
   */
  public StoreKeySource(CurrentPorts ports, NodeAttester attester) {
    this.ports = ports;
    this.attester = attester;
  }

  @Override
  public WrappedKey key(URI store, ImageId image) {
    ImageStore port = ports.port(CONTRACT, store);
    TpmIdentity identity = attester.identity();
    List<EndorsementKey> shown =
        identity.endorsementKeys().stream().filter(key -> key.certificate().isPresent()).toList();
    RequestKeyResponse asked = call(() -> port.requestKey(request(image, identity, shown)));
    ReleaseKey answer = answer(asked, shown);
    return read(call(() -> port.releaseKey(answer)));
  }

  private RequestKey request(ImageId image, TpmIdentity identity, List<EndorsementKey> shown) {
    if (shown.isEmpty()) {
      throw new PluginException(
          PluginFault.KEY_REFUSED, "The node's TPM has no certificate of its maker to show");
    }
    RequestKey request = new RequestKey();
    request.setId(image.toString());
    request.setNode(attester.node().value());
    shown.forEach(key -> request.getEndorsementKey().add(key(key)));
    request.setAttestationKey(identity.attestationKey().sizedWire().bytes());
    request.setStorageKey(identity.storageKey().sizedWire().bytes());
    return request;
  }

  private static NodeKeyType key(EndorsementKey key) {
    NodeKeyType wire = new NodeKeyType();
    wire.setPublicArea(key.publicArea().sizedWire().bytes());
    key.certificate().map(Octets::bytes).ifPresent(wire::setCertificate);
    return wire;
  }

  private ReleaseKey answer(RequestKeyResponse asked, List<EndorsementKey> shown) {
    try {
      ReleaseKey answer = new ReleaseKey();
      answer.setExchange(asked.getExchange());
      for (CredentialType credential : asked.getCredential()) {
        EndorsementKey key = shown.get(credential.getNumber());
        Octets sealed = Octets.of(credential.getSealed());
        answer
            .getCredential()
            .add(attester.activate(key.template(), EncryptedCredential.parse(sealed)));
      }
      KeyProof proof =
          attester.prove(
              Octets.of(asked.getNonce()),
              new Challenge.Session(asked.getExchange()),
              selection(asked.getPcr()));
      answer.setStorageKeyAttest(proof.storageKey().attest().bytes());
      answer.setStorageKeySignature(proof.storageKey().signature().bytes());
      answer.setEvidence(new DataHandler(new BytesSource(proof.evidence().encoded())));
      return answer;
    } catch (TrustException | IllegalArgumentException | IndexOutOfBoundsException e) {
      throw nonsense(e);
    }
  }

  private static WrappedKey read(ReleaseKeyResponse response) {
    try {
      return new WrappedKey(
          ImportableObject.parse(Octets.of(response.getWrapped())), selection(response.getPcr()));
    } catch (TrustException | IllegalArgumentException e) {
      throw nonsense(e);
    }
  }

  private static PcrSelection selection(List<Integer> pcrs) {
    return new PcrSelection(PcrBank.SHA256, pcrs);
  }

  private static PluginException nonsense(RuntimeException e) {
    return new PluginException(
        PluginFault.STORE_UNREACHABLE, "The image store gave an answer that is none", e);
  }

  /** A call of the store. */
  @FunctionalInterface
  interface StoreCall<T> {
    T run() throws InvalidRequestFault, NotAuthorizedFault, NotFoundFault, UnavailableFault;
  }

  static <T> T call(StoreCall<T> call) {
    try {
      return call.run();
    } catch (NotAuthorizedFault | NotFoundFault | InvalidRequestFault e) {
      throw new PluginException(
          PluginFault.KEY_REFUSED, "The image store gives no key: " + e.getMessage(), e);
    } catch (UnavailableFault e) {
      StoreFindings.requireNone(e);
      throw notNow(e);
    } catch (CallFailedException e) {
      throw notNow(e);
    }
  }

  private static PluginException notNow(Exception e) {
    return new PluginException(
        PluginFault.STORE_UNREACHABLE, "The image store gives no key now: " + e.getMessage(), e);
  }
}
