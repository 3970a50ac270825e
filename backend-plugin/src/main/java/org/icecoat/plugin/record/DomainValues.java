package org.icecoat.plugin.record;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.function.Function;
import org.icecoat.domain.component.ComponentName;
import org.icecoat.domain.component.Version;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.identity.Dn;
import org.icecoat.domain.identity.VoName;
import org.icecoat.domain.image.ImageId;
import org.icecoat.domain.node.DatasetName;
import org.icecoat.domain.resources.CpuCount;
import org.icecoat.domain.resources.DiskMiB;
import org.icecoat.domain.resources.MemoryMiB;
import org.icecoat.domain.vm.Epoch;
import org.icecoat.domain.vm.VmId;
import org.icecoat.domain.vm.VmName;
import org.icecoat.trust.TrustException;
import org.icecoat.trust.log.EntryProof;

/** Writes the domain's values as one text each, and reads them back by their own constructors. */
final class DomainValues extends SimpleModule {
  private static final long serialVersionUID = 1L;

  DomainValues() {
    add(Sha256.class, Sha256::toString, Sha256::parse);
    add(Dn.class, Dn::toString, Dn::parse);
    add(VoName.class, VoName::value, VoName::new);
    add(ImageId.class, ImageId::toString, ImageId::parse);
    add(DatasetName.class, DatasetName::value, DatasetName::new);
    add(CpuCount.class, cpus -> "" + cpus.value(), text -> new CpuCount(Integer.parseInt(text)));
    add(MemoryMiB.class, mib -> "" + mib.value(), text -> new MemoryMiB(Integer.parseInt(text)));
    add(DiskMiB.class, mib -> "" + mib.value(), text -> new DiskMiB(Long.parseLong(text)));
    add(Epoch.class, epoch -> "" + epoch.value(), text -> new Epoch(Long.parseLong(text)));
    add(VmId.class, VmId::toString, VmId::parse);
    add(VmName.class, VmName::value, VmName::new);
    add(ComponentName.class, ComponentName::value, ComponentName::new);
    add(Version.class, Version::value, Version::new);
    add(
        EntryProof.class,
        proof -> Base64.getEncoder().encodeToString(proof.encoded()),
        text -> EntryProof.decode(Base64.getDecoder().decode(text)));
    add(Path.class, Path::toString, Path::of);
  }

  private <T> void add(Class<T> type, Function<T, String> write, Function<String, T> read) {
    addSerializer(type, new ToText<>(type, write));
    addDeserializer(type, new FromText<>(type, read));
  }

  private static final class ToText<T> extends StdScalarSerializer<T> {
    private static final long serialVersionUID = 1L;
    private final transient Function<T, String> write;

    ToText(Class<T> type, Function<T, String> write) {
      super(type);
      this.write = write;
    }

    @Override
    public void serialize(T value, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      json.writeString(write.apply(value));
    }
  }

  private static final class FromText<T> extends StdScalarDeserializer<T> {
    private static final long serialVersionUID = 1L;
    private final transient Function<String, T> read;

    FromText(Class<T> type, Function<String, T> read) {
      super(type);
      this.read = read;
    }

    @Override
    public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
      try {
        return read.apply(parser.getText());
      } catch (IllegalArgumentException | TrustException e) {
        throw new IOException("A record holds a value that cannot be: " + e.getMessage(), e);
      }
    }
  }
}
