package org.icecoat.plugin.attest;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PcrBank;
import org.icecoat.trust.structure.PcrSelection;
import org.icecoat.trust.structure.PcrValues;
import org.icecoat.trust.tpm.Tpm;

/** The PCRs of a TPM, of SHA-256, and nothing else of it. */
final class TestingRegisters {
  private final Map<Integer, Octets> values = new HashMap<>();

  void reset() {
    values.clear();
  }

  void set(int pcr, Octets value) {
    values.put(pcr, value);
  }

  Octets value(int pcr) {
    return values.getOrDefault(pcr, PcrBank.SHA256.zero());
  }

  Tpm tpm() {
    return (Tpm)
        Proxy.newProxyInstance(
            Tpm.class.getClassLoader(),
            new Class<?>[] {Tpm.class},
            (proxy, method, arguments) -> call(method, arguments));
  }

  private Object call(Method method, Object[] arguments) {
    return switch (method.getName()) {
      case "readPcrs" -> read((PcrSelection) arguments[0]);
      case "extendPcr" -> extend((int) arguments[1], (Octets) arguments[2]);
      default -> throw new UnsupportedOperationException(method.getName());
    };
  }

  private PcrValues read(PcrSelection selection) {
    return PcrValues.of(
        selection.bank(),
        selection.indexes().stream().collect(Collectors.toMap(Function.identity(), this::value)));
  }

  private Object extend(int pcr, Octets digest) {
    set(pcr, PcrBank.SHA256.extend(value(pcr), digest));
    return null;
  }
}
