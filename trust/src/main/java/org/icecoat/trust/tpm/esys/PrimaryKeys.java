package org.icecoat.trust.tpm.esys;

import static org.icecoat.trust.tpm.esys.EsysHandle.NONE;
import static org.icecoat.trust.tpm.esys.EsysHandle.OWNER;
import static org.icecoat.trust.tpm.esys.EsysHandle.PASSWORD;

import com.sun.jna.ptr.IntByReference;
import java.util.OptionalInt;
import java.util.function.IntConsumer;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.TrustFault;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PublicArea;

/** Keys at the top of a hierarchy, transient or kept at a persistent handle. */
final class PrimaryKeys {
  /** TPM2B_SENSITIVE_CREATE with neither an auth value nor contents. */
  private static final Octets NO_SENSITIVE = Octets.parse("000400000000");

  /** TPML_PCR_SELECTION of nothing. */
  private static final Octets NO_PCRS = Octets.parse("00000000");

  private final EsysConnection tpm;

  PrimaryKeys(EsysConnection tpm) {
    this.tpm = tpm;
  }

  /** The key of that template; two calls give the same key. */
  LoadedHandle create(int hierarchy, PublicArea template) {
    IntByReference key = new IntByReference(NONE);
    try (NativeCall call = new NativeCall()) {
      int rc =
          EsysLibrary.Esys_CreatePrimary(
              tpm.esys(),
              hierarchy,
              PASSWORD,
              NONE,
              NONE,
              call.in(InputType.TPM2B_SENSITIVE_CREATE, NO_SENSITIVE),
              call.in(InputType.TPM2B_PUBLIC, template.sizedWire()),
              call.inSized(InputType.TPM2B_DATA, Octets.EMPTY),
              call.in(InputType.TPML_PCR_SELECTION, NO_PCRS),
              key,
              null,
              null,
              null,
              null);
      ReturnCode.check(rc, "TPM2_CreatePrimary");
    }
    return LoadedHandle.flushed(tpm, key.getValue());
  }

  /**
   * The key at that persistent handle, put there if nothing is.
   *
   * @param judge fails if the key found, or made, is not the right one
   */
  int persistent(int tpmHandle, PublicArea template, int hierarchy, IntConsumer judge) {
    if (!tpm.isKept(tpmHandle)) {
      OptionalInt found = tpm.find(tpmHandle);
      found.ifPresent(key -> judge(key, judge));
      tpm.keep(tpmHandle, found.orElseGet(() -> persist(tpmHandle, template, hierarchy, judge)));
    }
    return tpm.kept(tpmHandle);
  }

  /** Lets a wrong key go: ESYS would take the right one, when it is back, for a forgery of it. */
  private void judge(int key, IntConsumer judge) {
    boolean right = false;
    try {
      judge.accept(key);
      right = true;
    } finally {
      if (!right) {
        LoadedHandle.reference(tpm, key).close();
      }
    }
  }

  private int persist(int tpmHandle, PublicArea template, int hierarchy, IntConsumer judge) {
    IntByReference persistent = new IntByReference(NONE);
    try (LoadedHandle key = create(hierarchy, template)) {
      judge.accept(key.tr());
      int rc =
          EsysLibrary.Esys_EvictControl(
              tpm.esys(), OWNER, key.tr(), PASSWORD, NONE, NONE, tpmHandle, persistent);
      ReturnCode.check(rc, "TPM2_EvictControl");
    }
    return persistent.getValue();
  }

  /** The failure that the key at that persistent handle is not what it should be. */
  static TrustException anotherKey(int tpmHandle) {
    return new TrustException(
        TrustFault.TPM_KEY_CHANGED,
        "The key at TPM handle 0x%08x is not one that belongs there".formatted(tpmHandle));
  }
}
