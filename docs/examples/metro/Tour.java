import jakarta.xml.bind.JAXBElement;
import jakarta.xml.ws.BindingProvider;
import jakarta.xml.ws.soap.AddressingFeature;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.xml.datatype.DatatypeFactory;
import javax.xml.namespace.QName;
import org.icecoat._2026._11.factory.DeployVm;
import org.icecoat._2026._11.factory.DeployVmResponse;
import org.icecoat._2026._11.factory.TrustedVmFactory;
import org.icecoat._2026._11.factory.TrustedVmFactoryService;
import org.icecoat._2026._11.factory.VmRequestType;
import org.icecoat._2026._11.types.ImageRequirementsType;
import org.icecoat._2026._11.types.ResourcesType;
import org.icecoat._2026._11.vm.ObjectFactory;
import org.icecoat._2026._11.vm.ResourceUnknownFault;
import org.icecoat._2026._11.vm.TrustedVm;
import org.icecoat._2026._11.vm.TrustedVmService;
import org.oasis_open.docs.wsrf.rl_2.Destroy;
import org.oasis_open.docs.wsrf.rl_2.SetTerminationTime;
import org.oasis_open.docs.wsrf.rl_2.SetTerminationTimeResponse;
import org.oasis_open.docs.wsrf.rp_2.GetMultipleResourceProperties;
import org.oasis_open.docs.wsrf.rp_2.QueryExpressionType;
import org.oasis_open.docs.wsrf.rp_2.QueryResourceProperties;
import org.oasis_open.docs.wsrf.rp_2.SetResourceProperties;
import org.oasis_open.docs.wsrf.rp_2.UpdateType;

/**
 * Deploys a VM and does with it all that WSRF has, with stubs of Metro.
 *
 * <p>Usage: Tour FACTORY IMAGE PROXY, the proxy as PKCS #12 with the password "proxy".
 * X509_CERT_DIR names the CA directory; the WSDLs are found on the class path.
 */
public final class Tour {
  private static final String VM = "http://icecoat.org/2026/11/vm";
  private static final String XPATH = "http://www.w3.org/TR/1999/REC-xpath-19991116";
  private static final String TLS = "com.sun.xml.ws.transport.https.client.SSLSocketFactory";
  private static final char[] PASSWORD = "proxy".toCharArray();

  private final String base;
  private final SSLContext tls;
  private final TrustedVmService vms = new TrustedVmService(contract("vm.wsdl"));

  private Tour(String base, SSLContext tls) {
    this.base = base;
    this.tls = tls;
  }

  public static void main(String... arguments) throws Exception {
    new Tour(arguments[0], tls(Path.of(arguments[2]))).run(arguments[1]);
  }

  private void run(String image) throws Exception {
    DeployVmResponse deployed = deploy(image);
    System.out.println("deployed: " + deployed.getSummary().getHandle());
    // By its EPR: the reference parameters go with each request.
    TrustedVm vm = secured(vms.getPort(deployed.getVm(), TrustedVm.class, new AddressingFeature()));
    System.out.println("state: " + settled(vm));
    GetMultipleResourceProperties several = new GetMultipleResourceProperties();
    several.getResourceProperty().addAll(List.of(name("Cpus"), name("MemoryMiB")));
    List<Object> sizes = vm.getMultipleResourceProperties(several).getAny();
    System.out.printf("size: %s CPU, %s MiB%n", value(sizes.get(0)), value(sizes.get(1)));
    System.out.println("node: " + query(vm, "string(/*/*[local-name()='Node'])"));

    String id = deployed.getSummary().getId();
    TrustedVm byUrl = at(vms.getTrustedVmSoap12Port(), "/vm/" + id);
    rename(byUrl, "toured-by-metro");
    System.out.println("name: " + property(vm, "Name"));
    Instant wished = Instant.now().plus(Duration.ofHours(2));
    Duration off = Duration.between(wished, endIn(vm, Duration.ofHours(2))).abs();
    System.out.println("ends as wished: " + (off.toMinutes() == 0 ? "yes" : "no"));
    vm.destroy(new Destroy());
    System.out.println("destroy ordered");

    String none = "/vm/00000000-0000-0000-0000-000000000000";
    try {
      property(at(vms.getTrustedVmSoap12Port(), none), "State");
    } catch (ResourceUnknownFault e) {
      var why = e.getFaultInfo().getDescription().get(0);
      System.out.println("ResourceUnknownFault: " + why.getValue());
    }
  }

  private DeployVmResponse deploy(String image) throws Exception {
    VmRequestType request = new VmRequestType();
    request.setImage(new ImageRequirementsType());
    request.getImage().setName(image);
    request.setResources(new ResourcesType());
    request.getResources().setCpus(1);
    request.getResources().setMemoryMiB(256);
    DeployVm order = new DeployVm();
    order.setToken(UUID.randomUUID().toString());
    order.setRequest(request);
    TrustedVmFactoryService service = new TrustedVmFactoryService(contract("factory.wsdl"));
    return at(service.getTrustedVmFactorySoap12Port(), "/factory").deployVm(order);
  }

  private static Object settled(TrustedVm vm) throws Exception {
    Object state = property(vm, "State");
    while (!List.of("RUNNING", "FAILED").contains(state.toString())) {
      Thread.sleep(200);
      state = property(vm, "State");
    }
    return state;
  }

  private static Object property(TrustedVm vm, String name) throws Exception {
    return value(vm.getResourceProperty(name(name)).getAny().get(0));
  }

  private static String query(TrustedVm vm, String expression) throws Exception {
    QueryExpressionType query = new QueryExpressionType();
    query.setDialect(XPATH);
    query.getContent().add(expression);
    QueryResourceProperties request = new QueryResourceProperties();
    request.setQueryExpression(query);
    return vm.queryResourceProperties(request).getContent().get(0).toString();
  }

  private static void rename(TrustedVm vm, String name) throws Exception {
    UpdateType update = new UpdateType();
    update.getAny().add(new ObjectFactory().createName(name));
    SetResourceProperties request = new SetResourceProperties();
    request.getInsertOrUpdateOrDelete().add(update);
    vm.setResourceProperties(request);
  }

  private static Instant endIn(TrustedVm vm, Duration time) throws Exception {
    SetTerminationTime request = new SetTerminationTime();
    DatatypeFactory types = DatatypeFactory.newInstance();
    request.setRequestedLifetimeDuration(types.newDuration(time.toMillis()));
    SetTerminationTimeResponse answer = vm.setTerminationTime(request);
    return answer.getNewTerminationTime().toGregorianCalendar().toInstant();
  }

  private static QName name(String property) {
    return new QName(VM, property);
  }

  private static Object value(Object property) {
    return ((JAXBElement<?>) property).getValue();
  }

  private <T> T at(T port, String path) {
    ((BindingProvider) port)
        .getRequestContext()
        .put(BindingProvider.ENDPOINT_ADDRESS_PROPERTY, base + path);
    return secured(port);
  }

  private <T> T secured(T port) {
    ((BindingProvider) port).getRequestContext().put(TLS, tls.getSocketFactory());
    return port;
  }

  private static URL contract(String name) {
    return Tour.class.getResource("/" + name);
  }

  /** Key and chain of the proxy, trust in every certificate of the CA directory. */
  private static SSLContext tls(Path proxy) throws Exception {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(proxy)) {
      keys.load(in, PASSWORD);
    }
    KeyManagerFactory own = KeyManagerFactory.getInstance("SunX509");
    own.init(keys, PASSWORD);
    TrustManagerFactory trusted = TrustManagerFactory.getInstance("PKIX");
    trusted.init(trust(Path.of(System.getenv("X509_CERT_DIR"))));
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
    return context;
  }

  private static KeyStore trust(Path authorities) throws Exception {
    KeyStore trust = KeyStore.getInstance("PKCS12");
    trust.load(null, null);
    CertificateFactory certificates = CertificateFactory.getInstance("X.509");
    try (var files = Files.newDirectoryStream(authorities, "*.{pem,0}")) {
      for (Path file : files) {
        try (InputStream in = Files.newInputStream(file)) {
          trust.setCertificateEntry(file.toString(), certificates.generateCertificate(in));
        }
      }
    }
    return trust;
  }
}
