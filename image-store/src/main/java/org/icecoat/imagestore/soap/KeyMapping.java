package org.icecoat.imagestore.soap;

import static org.icecoat.imagestore.soap.Requests.REQUEST;

import jakarta.activation.DataHandler;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.icecoat.domain.image.ImageId;
import org.icecoat.domain.node.NodeName;
import org.icecoat.imagestore.release.KeyAnswer;
import org.icecoat.imagestore.release.KeyChallenge;
import org.icecoat.imagestore.release.KeyRequest;
import org.icecoat.imagestore.release.ReleasedKey;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.evidence.Challenge;
import org.icecoat.trust.evidence.Evidence;
import org.icecoat.trust.evidence.enrolment.ClaimedTpm;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PublicArea;
import org.icecoat.trust.structure.SignedAttestation;
import org.icecoat.wire.store.CredentialType;
import org.icecoat.wire.store.NodeKeyType;
import org.icecoat.wire.store.ReleaseKey;
import org.icecoat.wire.store.ReleaseKeyResponse;
import org.icecoat.wire.store.RequestKey;
import org.icecoat.wire.store.RequestKeyResponse;

/** The messages about keys, and our values. */
final class KeyMapping {
  private static final int MOST_KEYS = 8;
  private static final int LONGEST_EVIDENCE = 20 << 20;

  private KeyMapping() {}

  static KeyRequest request(RequestKey wire) {
    return new KeyRequest(
        REQUEST.required("Id", wire.getId(), ImageId::parse),
        REQUEST.required("Node", wire.getNode(), NodeName::new),
        new ClaimedTpm(
            endorsementKeys(wire.getEndorsementKey()),
            area("AttestationKey", wire.getAttestationKey())),
        area("StorageKey", wire.getStorageKey()));
  }

  private static List<ClaimedTpm.Key> endorsementKeys(List<NodeKeyType> wire) {
    if (wire.isEmpty() || wire.size() > MOST_KEYS) {
      throw REQUEST.refused("EndorsementKey", "there are 1 to 8");
    }
    return wire.stream()
        .map(
            key ->
                new ClaimedTpm.Key(
                    area("EndorsementKey/PublicArea", key.getPublicArea()),
                    Optional.ofNullable(key.getCertificate()).map(Octets::of)))
        .toList();
  }

  private static PublicArea area(String field, byte[] wire) {
    return structure(field, wire, PublicArea::parseSized);
  }

  /** What a TPM marshals is read strictly; what cannot be read is no request. */
  private static <T> T structure(String field, byte[] wire, Function<Octets, T> read) {
    try {
      return REQUEST.required(field, wire, bytes -> read.apply(Octets.of(bytes)));
    } catch (TrustException e) {
      throw REQUEST.refused(field, e.getMessage());
    }
  }

  static RequestKeyResponse challenge(KeyChallenge challenge) {
    RequestKeyResponse wire = new RequestKeyResponse();
    wire.setExchange(challenge.challenge().session().value());
    wire.setNonce(challenge.challenge().nonce().bytes());
    wire.getPcr().addAll(challenge.selection().indexes());
    challenge.credentials().stream().map(KeyMapping::credential).forEach(wire.getCredential()::add);
    return wire;
  }

  private static CredentialType credential(KeyChallenge.Credential credential) {
    CredentialType wire = new CredentialType();
    wire.setNumber(credential.number());
    wire.setSealed(credential.credential().wire().bytes());
    return wire;
  }

  static KeyAnswer answer(ReleaseKey wire) {
    return new KeyAnswer(
        REQUEST.required("Exchange", wire.getExchange(), Challenge.Session::new),
        wire.getCredential().stream().map(Octets::of).toList(),
        new SignedAttestation(
            REQUEST.required("StorageKeyAttest", wire.getStorageKeyAttest(), Octets::of),
            REQUEST.required("StorageKeySignature", wire.getStorageKeySignature(), Octets::of)),
        structure(
            "Evidence",
            REQUEST.required("Evidence", wire.getEvidence(), KeyMapping::read),
            Evidence::parse));
  }

  private static byte[] read(DataHandler content) {
    try (InputStream in = content.getInputStream()) {
      byte[] bytes = in.readNBytes(LONGEST_EVIDENCE);
      if (in.read() >= 0) {
        throw new IllegalArgumentException("it has more than 20 MiB");
      }
      return bytes;
    } catch (IOException e) {
      throw new IllegalArgumentException("it broke off; send it again", e);
    }
  }

  static ReleaseKeyResponse key(ReleasedKey key) {
    ReleaseKeyResponse wire = new ReleaseKeyResponse();
    wire.setWrapped(key.wrapped().wire().bytes());
    wire.getPcr().addAll(key.pcrs().indexes());
    return wire;
  }
}
