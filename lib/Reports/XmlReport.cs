using System.Text;
using System.Xml;

namespace NetAudit.Reports;

/// <summary>What the XML formats share.</summary>
internal static class XmlReport
{
    public static XmlWriter Open(TextWriter output) => XmlWriter.Create(output, new XmlWriterSettings { Indent = true, Encoding = Encoding.UTF8, CloseOutput = false, NewLineChars = "\n" });

    public static void Attribute(this XmlWriter writer, string name, string value) => writer.WriteAttributeString(name, ReportText.Line(value));

    public static void Attribute(this XmlWriter writer, string name, int value) => writer.WriteAttributeString(name, XmlConvert.ToString(value));

    public static void Text(this XmlWriter writer, string element, string text) => writer.WriteElementString(element, ReportText.Clean(text));

    public static string Details(ReportCase one) => string.Join("\n", new[] { one.Message }.Concat(one.Evidence));
}
