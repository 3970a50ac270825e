package org.icecoat.trust.proxy;

import eu.emi.security.authn.x509.X509CertChainValidatorExt;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.icecoat.domain.identity.VoName;
import org.italiangrid.voms.VOMSAttribute;
import org.italiangrid.voms.VOMSValidators;
import org.italiangrid.voms.ac.VOMSACValidator;
import org.italiangrid.voms.ac.VOMSValidationResult;
import org.italiangrid.voms.store.impl.DefaultVOMSTrustStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads VO attributes out of a chain that was verified. An attribute counts only if a trusted VOMS
 * server signed it for this end-entity certificate and it is valid now; others are left out, and
 * the log says why.
 */
final class VomsAttributes {
  private static final Logger LOG = LoggerFactory.getLogger(VomsAttributes.class);

  private final DefaultVOMSTrustStore store;
  private final VOMSACValidator validator;
  private final Clock clock;
  private final Duration reload;
  private Instant loaded;

  private VomsAttributes(
      DefaultVOMSTrustStore store, VOMSACValidator validator, Clock clock, Duration reload) {
    this.store = store;
    this.validator = validator;
    this.clock = clock;
    this.reload = reload;
    this.loaded = clock.instant();
  }

  /** Trusts no VOMS server: nobody has attributes. */
  static VomsAttributes ignored(Clock clock) {
    return new VomsAttributes(null, null, clock, Duration.ZERO);
  }

  static VomsAttributes in(
      Path directory, X509CertChainValidatorExt certificates, Clock clock, Duration reload) {
    DefaultVOMSTrustStore store = new DefaultVOMSTrustStore(List.of(directory.toString()));
    return new VomsAttributes(
        store, VOMSValidators.newValidator(store, certificates), clock, reload);
  }

  /**
   * The attributes in a chain whose certificates are verified already; what is in the attributes is
   * the caller's word until this has judged it, so an extension that breaks the parser is ignored.
   */
  VoMembership verified(X509Certificate... chain) {
    if (validator == null) {
      return VoMembership.NONE;
    }
    reloadIfDue();
    try {
      return membership(valid(chain));
    } catch (RuntimeException e) {
      ignored(e.toString());
      return VoMembership.NONE;
    }
  }

  private List<VOMSAttribute> valid(X509Certificate... chain) {
    List<VOMSAttribute> valid = new ArrayList<>();
    for (VOMSValidationResult result : validator.validateWithResult(chain)) {
      if (result.isValid()) {
        valid.add(result.getAttributes());
      } else {
        ignored(result.getValidationErrors().toString());
      }
    }
    return valid;
  }

  private static void ignored(String why) {
    LOG.info("VO attributes are ignored: {}", why.replaceAll("\\p{Cntrl}", " "));
  }

  private synchronized void reloadIfDue() {
    Instant now = clock.instant();
    if (!now.isBefore(loaded.plus(reload))) {
      store.loadTrustInformation();
      loaded = now;
    }
  }

  private static VoMembership membership(List<VOMSAttribute> valid) {
    Instant until =
        valid.stream()
            .map(attribute -> attribute.getNotAfter().toInstant())
            .min(Comparator.naturalOrder())
            .orElse(Instant.MAX);
    List<VoName> names = valid.stream().flatMap(VomsAttributes::ownNames).distinct().toList();
    return new VoMembership(names, until);
  }

  /** What a server may say: names of the VO that it is trusted for, and not of any other. */
  private static Stream<VoName> ownNames(VOMSAttribute attribute) {
    String vo = "/" + attribute.getVO();
    return attribute.getFQANs().stream()
        .filter(fqan -> fqan.equals(vo) || fqan.startsWith(vo + "/"))
        .flatMap(fqan -> name(fqan).stream());
  }

  /** An FQAN without its empty role and its capability, which is no longer used. */
  private static Optional<VoName> name(String fqan) {
    String shortened = fqan.replaceFirst("/Capability=.*$", "").replaceFirst("/Role=NULL$", "");
    try {
      return Optional.of(new VoName(shortened));
    } catch (IllegalArgumentException e) {
      ignored(e.getMessage());
      return Optional.empty();
    }
  }
}
