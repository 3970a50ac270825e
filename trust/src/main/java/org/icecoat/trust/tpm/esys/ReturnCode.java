package org.icecoat.trust.tpm.esys;

import org.icecoat.trust.TrustException;
import org.icecoat.trust.TrustFault;

/**
 * TSS2_RC: in bits 16 to 23 the layer that speaks, 0 being the TPM. The TPM's codes of format 1 say
 * beside the error which handle, session or parameter is at fault (TPM 2.0 part 2, 6.6); that is
 * masked before they are compared.
 */
final class ReturnCode {
  /** TPM_RC_INITIALIZE: TPM2_Startup is due, or has been done. */
  static final int INITIALIZE = 0x100;

  private static final int LAYERS = 0x00ff_0000;
  private static final int TCTI_LAYER = 0x000a_0000;
  private static final int LAYER_ERROR = 0xffff;
  private static final int FORMAT_1 = 0x080;
  private static final int FORMAT_1_ERROR = 0x0bf;

  private static final int HANDLE = 0x08b;

  private ReturnCode() {}

  /** TPM_RC_HANDLE: nothing is at that handle. */
  static boolean isAbsent(int rc) {
    return (rc & (LAYERS | FORMAT_1)) == FORMAT_1 && (rc & FORMAT_1_ERROR) == HANDLE;
  }

  /** Does nothing if that is a success, else throws the failure of that command. */
  static void check(int rc, String command) {
    if (rc != 0) {
      TrustFault fault = fault(rc);
      String text = RcLibrary.Tss2_RC_Decode(rc);
      throw new TrustException(
          fault, "%s (%s: %s, 0x%x)".formatted(advice(fault), command, text, rc));
    }
  }

  /** Which cause that code is; every code that is not known is TPM_REFUSED. */
  static TrustFault fault(int rc) {
    int layer = rc & LAYERS;
    if (layer == TCTI_LAYER) {
      return TrustFault.TPM_UNREACHABLE;
    }
    if (layer != 0) {
      return faultOfSoftware(rc & LAYER_ERROR);
    }
    return (rc & FORMAT_1) != 0 ? faultOfFormat1(rc & FORMAT_1_ERROR) : faultOfFormat0(rc);
  }

  /** TSS2_BASE_RC: sequence, input or output, and handles of a TPM that was reset meanwhile. */
  private static TrustFault faultOfSoftware(int error) {
    return switch (error) {
      case 0x07, 0x0a, 0x18 -> TrustFault.TPM_UNREACHABLE;
      default -> TrustFault.TPM_REFUSED;
    };
  }

  private static TrustFault faultOfFormat1(int error) {
    return switch (error) {
      case 0x83, 0x8b -> TrustFault.TPM_ABSENT; // HASH: no such bank; HANDLE
      case 0x8e, 0xa2 -> TrustFault.TPM_AUTHORIZATION; // AUTH_FAIL, BAD_AUTH
      case 0x9d -> TrustFault.TPM_POLICY_FAILED; // POLICY_FAIL
      case 0x9f -> TrustFault.TPM_INTEGRITY; // INTEGRITY
      default -> TrustFault.TPM_REFUSED;
    };
  }

  private static TrustFault faultOfFormat0(int error) {
    return switch (error) {
      case 0x100, 0x101 -> TrustFault.TPM_UNREACHABLE; // INITIALIZE, FAILURE
      case 0x126, 0x128 -> TrustFault.TPM_POLICY_FAILED; // POLICY, PCR_CHANGED
      case 0x124, 0x12f -> TrustFault.TPM_AUTHORIZATION; // AUTH_TYPE, AUTH_UNAVAILABLE
      case 0x149 -> TrustFault.TPM_AUTHORIZATION; // NV_AUTHORIZATION
      case 0x14a -> TrustFault.TPM_ABSENT; // NV_UNINITIALIZED
      case 0x14b -> TrustFault.TPM_FULL; // NV_SPACE
      case 0x902, 0x903, 0x904, 0x905, 0x906 -> TrustFault.TPM_FULL; // memory, handles
      case 0x910, 0x911, 0x912, 0x918, 0x919, 0x91a -> TrustFault.TPM_UNREACHABLE; // REFERENCE
      case 0x921 -> TrustFault.TPM_LOCKED_OUT; // LOCKOUT
      default -> TrustFault.TPM_REFUSED;
    };
  }

  private static String advice(TrustFault fault) {
    return switch (fault) {
      case TPM_UNREACHABLE -> "The TPM does not answer: see that it runs and is readable";
      case TPM_POLICY_FAILED -> "The PCRs are not as the policy demands: see what has changed";
      case TPM_INTEGRITY -> "That was made for another TPM or key, or was altered: make it anew";
      case TPM_AUTHORIZATION -> "The TPM refuses the authorization: check the auth value";
      case TPM_LOCKED_OUT -> "The TPM is locked after wrong authorizations: wait or reset it";
      case TPM_FULL -> "The TPM has no room: try later, or remove what is not needed";
      case TPM_ABSENT -> "The TPM has no such key, index, value or PCR bank";
      default -> "The TPM refuses the command";
    };
  }
}
