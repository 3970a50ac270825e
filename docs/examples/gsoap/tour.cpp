// Deploys a VM and does with it all that WSRF has, with stubs of gSOAP.
//
// Usage: tour FACTORY IMAGE, such as: tour https://factory.example.org:8443 hmmer
// X509_USER_PROXY names the proxy file, X509_CERT_DIR the CA directory.
#include "TrustedVmSoap11.nsmap"
#include "soapTrustedVmFactorySoap11Proxy.h"
#include "soapTrustedVmSoap11Proxy.h"

#include <unistd.h>

#include <cstdlib>
#include <ctime>
#include <iostream>

static const char *XPATH = "http://www.w3.org/TR/1999/REC-xpath-19991116";

// Keys, chain and trust of TLS: the proxy file has key and chain, the CA directory OpenSSL's form.
static struct soap *connection() {
  struct soap *soap = soap_new1(SOAP_XML_STRICT | SOAP_IO_KEEPALIVE);
  const char *proxy = getenv("X509_USER_PROXY");
  if (soap_ssl_client_context(soap, SOAP_SSL_DEFAULT, proxy, NULL, NULL,
                              getenv("X509_CERT_DIR"), NULL)) {
    soap_print_fault(soap, stderr);
    exit(1);
  }
  return soap;
}

static void require(int status, struct soap *soap) {
  if (status != SOAP_OK) {
    soap_print_fault(soap, stderr);
    exit(1);
  }
}

// One VM: by its URL, or by an EPR, whose reference parameters go with each request.
class Vm {
 public:
  explicit Vm(const std::string &url) : url(url), parameters(NULL) { prepare(); }

  explicit Vm(const wsa5__EndpointReferenceType &reference)
      : url(reference.Address), parameters(reference.ReferenceParameters->__any[0]) {
    prepare();
  }

  // A name such as vm:State, with a prefix that is in icecoat.typemap.
  std::string property(const char *name) {
    _rp__GetResourcePropertyResponse response;
    require(call().GetResourceProperty_(name, response), proxy.soap);
    return response.__any.at(0).text;
  }

  std::vector<std::string> properties(const std::vector<std::string> &names) {
    _rp__GetMultipleResourceProperties request;
    request.ResourceProperty = names;
    _rp__GetMultipleResourcePropertiesResponse response;
    require(call().GetMultipleResourceProperties_(&request, response), proxy.soap);
    std::vector<std::string> values;
    for (auto &each : response.__any) values.push_back(each.text);
    return values;
  }

  std::string query(const char *expression) {
    std::string dialect = XPATH;
    rp__QueryExpressionType xpath;
    xpath.Dialect = &dialect;
    xpath.__mixed.text = expression;
    _rp__QueryResourceProperties request;
    request.QueryExpression = &xpath;
    _rp__QueryResourcePropertiesResponse response;
    require(call().QueryResourceProperties_(&request, response), proxy.soap);
    return response.__any.at(0).text;  // an element, or the text of a string or number
  }

  void rename(const char *name) {
    rp__UpdateType update;
    update.__any.emplace_back(proxy.soap, "http://icecoat.org/2026/11/vm", "Name", name);
    __rp__union_SetResourceProperties component;
    component.__union_SetResourceProperties = SOAP_UNION__rp__union_SetResourceProperties_Update;
    component.union_SetResourceProperties.Update = &update;
    _rp__SetResourceProperties request;
    request.__union_SetResourceProperties.push_back(component);
    _rp__SetResourcePropertiesResponse response;
    require(call().SetResourceProperties_(&request, response), proxy.soap);
  }

  time_t endAt(time_t wished) {
    _rl__SetTerminationTime request;
    request.__union_SetTerminationTime =
        SOAP_UNION__rl__union_SetTerminationTime_RequestedTerminationTime;
    request.union_SetTerminationTime.RequestedTerminationTime = &wished;
    _rl__SetTerminationTimeResponse response;
    require(call().SetTerminationTime_(&request, response), proxy.soap);
    return *response.NewTerminationTime;
  }

  void destroy() {
    _rl__Destroy request;
    _rl__DestroyResponse response;
    require(call().Destroy_(&request, response), proxy.soap);
  }

  // What a VM that is not there answers: a fault with a type of its own.
  void requireUnknown() {
    _rp__GetResourcePropertyResponse response;
    if (call().GetResourceProperty_("vm:State", response) == SOAP_OK) exit(1);
    SOAP_ENV__Detail *detail = proxy.soap_fault()->detail;
    if (detail == NULL || detail->wsrfr__ResourceUnknownFault == NULL) require(1, proxy.soap);
    wsrfbf__BaseFaultType *fault = detail->wsrfr__ResourceUnknownFault;
    std::cout << "ResourceUnknownFault: " << fault->Description.at(0).__item << std::endl;
  }

 private:
  // The stub with its header, which each reply takes away.
  TrustedVmSoap11Proxy &call() {
    soap_default_SOAP_ENV__Header(proxy.soap, &header);
    header.__any = parameters;
    proxy.soap->header = parameters == NULL ? NULL : &header;
    return proxy;
  }

  void prepare() { proxy.soap_endpoint = url.c_str(); }

  std::string url;
  char *parameters;
  SOAP_ENV__Header header;
  TrustedVmSoap11Proxy proxy{connection()};
};

static void deploy(const std::string &base, const char *image, _factory__DeployVmResponse &deployed,
                   TrustedVmFactorySoap11Proxy &factory) {
  std::string name = image;
  types__ImageRequirementsType wanted;
  wanted.Name = &name;
  types__ResourcesType resources;
  resources.Cpus = 1;
  resources.MemoryMiB = 256;
  factory__VmRequestType request;
  request.Image = &wanted;
  request.Resources = &resources;
  _factory__DeployVm order;
  order.Token = "tour-" + std::to_string(time(NULL)) + "-" + std::to_string(getpid());
  order.Request = &request;
  std::string address = base + "/factory";
  require(factory.DeployVm_(address.c_str(), NULL, &order, deployed), factory.soap);
}

int main(int count, char **arguments) {
  if (count != 3) return 2;
  std::string base = arguments[1];
  TrustedVmFactorySoap11Proxy factory(connection());
  _factory__DeployVmResponse deployed;
  deploy(base, arguments[2], deployed, factory);
  std::cout << "deployed: " << deployed.Summary->Handle << std::endl;

  Vm vm(deployed.Vm);
  std::string state;
  while ((state = vm.property("vm:State")) != "Running" && state != "Failed") usleep(200000);
  std::cout << "state: " << state << std::endl;
  std::vector<std::string> sizes = vm.properties({"vm:Cpus", "vm:MemoryMiB"});
  std::cout << "size: " << sizes.at(0) << " CPU, " << sizes.at(1) << " MiB" << std::endl;
  std::cout << "node: " << vm.query("string(/*/*[local-name()='Node'])") << std::endl;

  Vm byUrl(base + "/vm/" + deployed.Summary->Id);
  byUrl.rename("toured-by-gsoap");
  std::cout << "name: " << vm.property("vm:Name") << std::endl;
  time_t wished = time(NULL) + 2 * 3600;
  std::cout << "ends as wished: " << (vm.endAt(wished) == wished ? "yes" : "no") << std::endl;
  vm.destroy();
  std::cout << "destroy ordered" << std::endl;

  Vm(base + "/vm/00000000-0000-0000-0000-000000000000").requireUnknown();
  return 0;
}
