package org.icecoat.trust.tpm.esys;

import static org.assertj.core.api.Assertions.assertThat;

import org.icecoat.trust.TrustFault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReturnCodeTest {
  @ParameterizedTest
  @CsvSource({
    "0xa000a, TPM_UNREACHABLE",
    "0xa0001, TPM_UNREACHABLE",
    "0x70007, TPM_UNREACHABLE",
    "0x70018, TPM_UNREACHABLE",
    "0x00100, TPM_UNREACHABLE",
    "0x00101, TPM_UNREACHABLE",
    "0x00910, TPM_UNREACHABLE",
    "0x00918, TPM_UNREACHABLE",
    "0x00902, TPM_FULL",
    "0x00903, TPM_FULL",
    "0x0014b, TPM_FULL",
    "0x00921, TPM_LOCKED_OUT",
    "0x0012f, TPM_AUTHORIZATION",
    "0x0014a, TPM_ABSENT",
    "0x7000b, TPM_REFUSED",
    "0x90006, TPM_REFUSED",
    "0x00999, TPM_REFUSED",
    "0x00143, TPM_REFUSED"
  })
  void a_code_is_a_cause(String rc, TrustFault fault) {
    assertThat(ReturnCode.fault(Integer.decode(rc))).isEqualTo(fault);
  }

  @ParameterizedTest
  @CsvSource({
    "0x1df, TPM_INTEGRITY",
    "0x2df, TPM_INTEGRITY",
    "0x09f, TPM_INTEGRITY",
    "0x99d, TPM_POLICY_FAILED",
    "0xa9d, TPM_POLICY_FAILED",
    "0x9a2, TPM_AUTHORIZATION",
    "0x98e, TPM_AUTHORIZATION",
    "0x18b, TPM_ABSENT",
    "0x28b, TPM_ABSENT",
    "0x3c3, TPM_ABSENT",
    "0x1d5, TPM_REFUSED"
  })
  void it_does_not_matter_which_handle_session_or_parameter_is_at_fault(
      String rc, TrustFault fault) {
    assertThat(ReturnCode.fault(Integer.decode(rc))).isEqualTo(fault);
  }

  @Test
  void an_absent_handle_is_told_from_other_failures() {
    assertThat(ReturnCode.isAbsent(0x18b)).isTrue();
    assertThat(ReturnCode.isAbsent(0x28b)).isTrue();
    assertThat(ReturnCode.isAbsent(0x9a2)).isFalse();
    assertThat(ReturnCode.isAbsent(0x7008b)).isFalse();
    assertThat(ReturnCode.isAbsent(0)).isFalse();
  }
}
