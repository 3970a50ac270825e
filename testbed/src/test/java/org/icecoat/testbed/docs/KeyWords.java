package org.icecoat.testbed.docs;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.icecoat.domain.identity.Dn;
import org.icecoat.domain.identity.VoName;
import org.icecoat.domain.image.ImageId;
import org.icecoat.domain.node.DatasetName;
import org.icecoat.domain.node.NodeName;
import org.icecoat.plugin.spec.AddressRange;
import org.icecoat.service.configuration.ByteCount;
import org.icecoat.service.configuration.Secret;
import org.icecoat.service.metrics.ListenAddress;

/** What the reference calls types and values. */
final class KeyWords {
  private static final Map<Class<?>, String> WORDS =
      Map.ofEntries(
          Map.entry(String.class, "text"),
          Map.entry(Integer.class, "number"),
          Map.entry(Long.class, "number"),
          Map.entry(Boolean.class, "true or false"),
          Map.entry(Duration.class, "duration"),
          Map.entry(ByteCount.class, "size"),
          Map.entry(Path.class, "path"),
          Map.entry(URI.class, "URL"),
          Map.entry(Secret.class, "text"),
          Map.entry(ListenAddress.class, "address"),
          Map.entry(Dn.class, "DN"),
          Map.entry(VoName.class, "VO attribute"),
          Map.entry(NodeName.class, "name"),
          Map.entry(DatasetName.class, "name"),
          Map.entry(ImageId.class, "image id"),
          Map.entry(org.icecoat.domain.digest.Sha256.class, "digest"),
          Map.entry(org.icecoat.trust.tpm.Tcti.class, "TPM"),
          Map.entry(org.icecoat.trust.policy.PolicyName.class, "name"),
          Map.entry(AddressRange.class, "address range"));

  private KeyWords() {}

  static boolean isSection(Class<?> type) {
    return type.isRecord() && !WORDS.containsKey(type);
  }

  static String of(Type type) {
    if (type instanceof ParameterizedType many) {
      Type last = many.getActualTypeArguments()[many.getActualTypeArguments().length - 1];
      return (many.getRawType() == Map.class ? "map to " : "list of ") + of(last);
    }
    Class<?> one = (Class<?>) type;
    if (one.isEnum()) {
      return Stream.of(one.getEnumConstants())
          .map(KeyWords::text)
          .collect(Collectors.joining(", "));
    }
    if (!WORDS.containsKey(one)) {
      throw new IllegalArgumentException("What does the reference call a " + one + "?");
    }
    return WORDS.get(one);
  }

  static String value(Object value) {
    if (value == null || value.equals("")) {
      return "none";
    }
    if (value instanceof Map<?, ?> map) {
      return map.isEmpty() ? "none" : map.toString();
    }
    if (value instanceof Collection<?> many) {
      return many.isEmpty()
          ? "none"
          : many.stream().map(KeyWords::value).sorted().collect(Collectors.joining(", "));
    }
    if (value.equals(Path.of(System.getProperty("java.io.tmpdir")))) {
      return "`/tmp`";
    }
    return "`" + text(value) + "`";
  }

  private static String text(Object value) {
    if (value instanceof Duration duration) {
      return duration(duration);
    }
    return value instanceof Enum<?> one ? one.name().toLowerCase(Locale.ROOT) : value.toString();
  }

  private static String duration(Duration duration) {
    long seconds = duration.toSeconds();
    for (Map.Entry<Long, String> unit :
        new java.util.TreeMap<>(Map.of(86_400L, "d", 3_600L, "h", 60L, "m", 1L, "s"))
            .descendingMap()
            .entrySet()) {
      if (seconds >= unit.getKey() && seconds % unit.getKey() == 0) {
        return seconds / unit.getKey() + unit.getValue();
      }
    }
    return duration.toString();
  }
}
