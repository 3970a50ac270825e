package org.icecoat.trust.tpm.esys;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.WireReader;
import org.icecoat.trust.structure.WireWriter;

/** The memory of one call of ESYS: its inputs, wiped and freed at the end, and its outputs. */
final class NativeCall implements AutoCloseable {
  /** Bytes; more than any structure of the TPM takes, in C or on the wire. */
  static final int LARGEST_STRUCTURE = 8192;

  private static final int LARGEST_SIZED = 4096;

  private final List<Memory> inputs = new ArrayList<>();
  private final List<PointerByReference> outputs = new ArrayList<>();

  /** A C structure from its wire bytes. */
  Pointer in(InputType type, Octets wire) {
    return inSecret(type, wire.bytes());
  }

  /** A TPM2B from its contents. */
  Pointer inSized(InputType type, Octets contents) {
    return in(type, WireWriter.bigEndian().sized(contents).written());
  }

  /** A C structure from its wire bytes, which are wiped. */
  Pointer inSecret(InputType type, byte[] wire) {
    Memory memory = new Memory(LARGEST_STRUCTURE);
    inputs.add(memory);
    memory.clear();
    type.unmarshal(wire, memory);
    Arrays.fill(wire, (byte) 0);
    return memory;
  }

  /** Where the call puts the address of a structure that it allocates. */
  PointerByReference out() {
    PointerByReference output = new PointerByReference();
    outputs.add(output);
    return output;
  }

  /** The wire bytes of an output. */
  Octets take(OutputType type, PointerByReference output) {
    return Octets.of(takeSecret(type, output));
  }

  /** The contents of an output that is a TPM2B. */
  Octets takeSized(OutputType type, PointerByReference output) {
    WireReader reader = WireReader.of(take(type, output), type.name());
    Octets contents = reader.sized(LARGEST_SIZED);
    reader.end();
    return contents;
  }

  /** The contents of an output that is a TPM2B and secret. */
  byte[] takeSizedSecret(OutputType type, PointerByReference output) {
    byte[] wire = takeSecret(type, output);
    byte[] contents = Arrays.copyOfRange(wire, Short.BYTES, wire.length);
    Arrays.fill(wire, (byte) 0);
    return contents;
  }

  private static byte[] takeSecret(OutputType type, PointerByReference output) {
    return type.marshal(output.getValue());
  }

  @Override
  public void close() {
    for (Memory memory : inputs) {
      memory.clear();
      memory.close();
    }
    for (PointerByReference output : outputs) {
      if (output.getValue() != null) {
        EsysLibrary.Esys_Free(output.getValue());
      }
    }
  }
}
