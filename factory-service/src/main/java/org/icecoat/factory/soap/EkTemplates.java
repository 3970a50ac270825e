package org.icecoat.factory.soap;

import static org.icecoat.factory.soap.Requests.REQUEST;

import org.icecoat.trust.tpm.EkTemplate;
import org.icecoat.wire.types.EkTemplateType;

/** The names of templates of endorsement keys, in the contracts and ours. */
final class EkTemplates {
  private EkTemplates() {}

  static EkTemplate read(EkTemplateType wire) {
    return switch (REQUEST.required("Template", wire)) {
      case ECC_P_256 -> EkTemplate.ECC_P256;
      case ECC_P_384 -> EkTemplate.ECC_P384;
      case RSA_2048 -> EkTemplate.RSA_2048;
    };
  }

  static EkTemplateType written(EkTemplate template) {
    return switch (template) {
      case ECC_P256 -> EkTemplateType.ECC_P_256;
      case ECC_P384 -> EkTemplateType.ECC_P_384;
      case RSA_2048 -> EkTemplateType.RSA_2048;
    };
  }
}
