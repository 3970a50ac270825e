package org.icecoat.wsrf.hostile;

import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlEnumValue;
import jakarta.xml.bind.annotation.XmlSchema;
import jakarta.xml.bind.annotation.XmlType;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.xml.namespace.QName;

/** An element at its place in a request, as the generated classes know it. */
final class Part {
  private final QName name;
  private final boolean required;
  private final Class<?> leaf;
  private final String sample;
  private final List<Part> parts;

  private Part(QName name, boolean required, Class<?> leaf, String sample, List<Part> parts) {
    this.name = name;
    this.required = required;
    this.leaf = leaf;
    this.sample = sample;
    this.parts = parts;
  }

  QName name() {
    return name;
  }

  boolean required() {
    return required;
  }

  /** The type of its text; null if it has elements instead. */
  Class<?> leaf() {
    return leaf;
  }

  /** A text that is right. */
  String sample() {
    return sample;
  }

  List<Part> parts() {
    return parts;
  }

  /**
   * The whole of a request.
   *
   * @param samples texts by the local names of their elements, where the type alone does not give
   *     one; {@code Type/Name} counts before {@code Name}
   */
  static Part of(WireOperation operation, Map<String, String> samples) {
    return of(operation.request(), true, operation.type(), samples);
  }

  private static Part of(QName name, boolean required, Class<?> type, Map<String, String> samples) {
    if (type.isAnnotationPresent(XmlType.class) && !type.isEnum()) {
      return new Part(name, required, null, "", parts(type, samples));
    }
    String sample = samples.getOrDefault(name.getLocalPart(), sample(type));
    return new Part(name, required, type, sample, List.of());
  }

  private static List<Part> parts(Class<?> type, Map<String, String> samples) {
    return Arrays.stream(type.getDeclaredFields())
        .filter(field -> !Modifier.isStatic(field.getModifiers()))
        .filter(field -> field.isAnnotationPresent(XmlElement.class))
        .map(field -> part(field, samples))
        .toList();
  }

  private static Part part(Field field, Map<String, String> samples) {
    XmlElement element = field.getAnnotation(XmlElement.class);
    String space =
        element.namespace().equals("##default")
            ? field.getDeclaringClass().getPackage().getAnnotation(XmlSchema.class).namespace()
            : element.namespace();
    boolean required = element.required() || field.getType().isPrimitive();
    String own = samples.get(field.getDeclaringClass().getSimpleName() + "/" + element.name());
    Map<String, String> known = own == null ? samples : Map.of(element.name(), own);
    return of(new QName(space, element.name()), required, single(field), known);
  }

  private static Class<?> single(Field field) {
    return field.getGenericType() instanceof ParameterizedType list
        ? (Class<?>) list.getActualTypeArguments()[0]
        : field.getType();
  }

  private static String sample(Class<?> type) {
    if (type.isEnum()) {
      return enumText(type);
    }
    return switch (type.getSimpleName()) {
      case "int", "Integer", "long", "Long" -> "64";
      case "boolean", "Boolean" -> "true";
      case "Instant" -> "2040-01-01T00:00:00Z";
      case "Duration" -> "PT1H";
      case "DataHandler", "byte[]" -> "eA==";
      default -> "x";
    };
  }

  private static String enumText(Class<?> type) {
    Field first = Arrays.stream(type.getFields()).filter(Field::isEnumConstant).findFirst().get();
    XmlEnumValue text = first.getAnnotation(XmlEnumValue.class);
    return text == null ? first.getName() : text.value();
  }
}
