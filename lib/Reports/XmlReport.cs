using System.Xml;

namespace NetAudit.Reports;

/// <summary>The parts that XML formats share.</summary>
internal static class XmlReport
{
    /// <summary>
    /// Opens a writer that declares UTF-8, as report files are. By default XmlWriter declares the text writer's encoding.
    /// </summary>
    public static XmlWriter Open(TextWriter output)
    {
        output.Write("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
        return XmlWriter.Create(
            output,
            new XmlWriterSettings
            {
                Indent = true,
                OmitXmlDeclaration = true,
                CloseOutput = false,
                NewLineChars = "\n",
            }
        );
    }

    public static void Attribute(this XmlWriter writer, string name, string value) =>
        writer.WriteAttributeString(name, ReportText.Line(value));

    public static void Attribute(this XmlWriter writer, string name, int value) =>
        writer.WriteAttributeString(name, XmlConvert.ToString(value));

    public static void Text(this XmlWriter writer, string element, string text) =>
        writer.WriteElementString(element, ReportText.Clean(text));
}
