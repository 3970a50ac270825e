package org.icecoat.factory.store;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializerBase;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.icecoat.domain.digest.Sha256;
import org.icecoat.domain.identity.Dn;
import org.icecoat.domain.image.Boot;
import org.icecoat.domain.image.ImageUse;
import org.icecoat.domain.image.match.ImageRequirements;
import org.icecoat.factory.request.DeploymentTime;
import org.icecoat.factory.request.TrustTerms;
import org.icecoat.factory.request.VmRequest;
import org.icecoat.trust.structure.Octets;

/** Values as JSON in columns. A member that an older row has no more is passed over. */
public final class RowJson {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .addModules(new Jdk8Module(), new JavaTimeModule(), texts())
          .visibility(PropertyAccessor.GETTER, Visibility.NONE)
          .visibility(PropertyAccessor.IS_GETTER, Visibility.NONE)
          .visibility(PropertyAccessor.FIELD, Visibility.ANY)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .addMixIn(ImageRequirements.class, RequirementsKinds.class)
          .addMixIn(ImageUse.class, UseKinds.class)
          .addMixIn(Boot.class, BootKinds.class)
          .addMixIn(DeploymentTime.class, TimeKinds.class)
          .addMixIn(VmRequest.class, LaterMembers.class)
          .build();

  private RowJson() {}

  /**
   * The same value always gives the same text, in later versions too: by it a request that is sent
   * again is recognized.
   */
  public static String write(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A value of " + value.getClass() + " has no JSON form", e);
    }
  }

  static <T> T read(String json, Class<T> type) {
    try {
      return MAPPER.readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A row holds what is no " + type.getSimpleName(), e);
    }
  }

  static <T> List<T> readList(String json, Class<T> type) {
    try {
      return MAPPER.readValue(
          json, MAPPER.getTypeFactory().constructCollectionType(List.class, type));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A row holds what is no list of " + type.getSimpleName(), e);
    }
  }

  private static SimpleModule texts() {
    return new SimpleModule("texts")
        .addSerializer(Dn.class, ToStringSerializer.instance)
        .addSerializer(Sha256.class, ToStringSerializer.instance)
        .addSerializer(Octets.class, new Hexadecimal())
        .addDeserializer(Dn.class, new Text<>(Dn.class, Dn::parse))
        .addDeserializer(Sha256.class, new Text<>(Sha256.class, Sha256::parse))
        .addDeserializer(Octets.class, new Text<>(Octets.class, Octets::parse));
  }

  private static final class Hexadecimal extends ToStringSerializerBase {
    private static final long serialVersionUID = 1L;

    Hexadecimal() {
      super(Octets.class);
    }

    @Override
    public String valueToString(Object value) {
      return ((Octets) value).hex();
    }
  }

  private static final class Text<T> extends FromStringDeserializer<T> {
    private static final long serialVersionUID = 1L;
    private final transient Function<String, T> reader;

    Text(Class<T> type, Function<String, T> reader) {
      super(type);
      this.reader = reader;
    }

    @Override
    protected T _deserialize(String value, DeserializationContext context) {
      return reader.apply(value);
    }
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = ImageRequirements.ById.class, name = "id"),
    @JsonSubTypes.Type(value = ImageRequirements.ByDescription.class, name = "description")
  })
  private interface RequirementsKinds {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = ImageUse.Disk.class, name = "disk"),
    @JsonSubTypes.Type(value = ImageUse.Kernel.class, name = "kernel"),
    @JsonSubTypes.Type(value = ImageUse.InitialRamdisk.class, name = "initial-ramdisk")
  })
  private interface UseKinds {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Boot.Uefi.class, name = "uefi"),
    @JsonSubTypes.Type(value = Boot.DirectKernel.class, name = "direct-kernel")
  })
  private interface BootKinds {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = DeploymentTime.Now.class, name = "now"),
    @JsonSubTypes.Type(value = DeploymentTime.At.class, name = "at"),
    @JsonSubTypes.Type(value = DeploymentTime.Until.class, name = "until")
  })
  private interface TimeKinds {}

  /** What the first version did not have is left out where it says nothing. */
  @SuppressWarnings("UnusedVariable") // Jackson reads the annotation
  private static final class LaterMembers {
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    private final Optional<TrustTerms> trust = Optional.empty();
  }
}
