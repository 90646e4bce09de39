using System.Globalization;
using System.IO.Compression;
using System.Security;
using System.Text;

namespace Ayni.Trainer.Tests.Import;

/// <summary>Writes workbooks of one sheet: texts, numbers, and times as Excel keeps them.</summary>
internal static class Workbook
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Package = "http://schemas.openxmlformats.org/package/2006/relationships";
    private const string Types = "application/vnd.openxmlformats-officedocument.spreadsheetml";

    public static string Write(Workspace workspace, string name, params object?[][] rows)
    {
        var path = Path.Combine(workspace.Path, name);
        using var zip = ZipFile.Open(path, ZipArchiveMode.Create);
        Add(
            zip, "[Content_Types].xml",
            "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
            + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
            + $"<Override PartName=\"/xl/workbook.xml\" ContentType=\"{Types}.sheet.main+xml\"/>"
            + $"<Override PartName=\"/xl/styles.xml\" ContentType=\"{Types}.styles+xml\"/>"
            + $"<Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"{Types}.worksheet+xml\"/></Types>");
        Add(
            zip, "_rels/.rels",
            $"<Relationships xmlns=\"{Package}\"><Relationship Id=\"r1\" Type=\"{Relations}/officeDocument\" "
            + "Target=\"xl/workbook.xml\"/></Relationships>");
        Add(
            zip, "xl/workbook.xml",
            $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Relations}\"><sheets>"
            + "<sheet name=\"Hoja1\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>");
        Add(
            zip, "xl/_rels/workbook.xml.rels",
            $"<Relationships xmlns=\"{Package}\"><Relationship Id=\"r1\" Type=\"{Relations}/worksheet\" "
            + $"Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"r2\" Type=\"{Relations}/styles\" "
            + "Target=\"styles.xml\"/></Relationships>");
        // Style 1 is a date with a time.
        Add(
            zip, "xl/styles.xml",
            $"<styleSheet xmlns=\"{Main}\"><fonts count=\"1\"><font/></fonts><fills count=\"1\"><fill/></fills>"
            + "<borders count=\"1\"><border/></borders><cellStyleXfs count=\"1\"><xf/></cellStyleXfs>"
            + "<cellXfs count=\"2\"><xf numFmtId=\"0\"/><xf numFmtId=\"22\" applyNumberFormat=\"1\"/></cellXfs>"
            + "</styleSheet>");
        Add(zip, "xl/worksheets/sheet1.xml", Sheet(rows));
        return path;
    }

    private static string Sheet(object?[][] rows)
    {
        var xml = new StringBuilder($"<worksheet xmlns=\"{Main}\"><sheetData>");
        foreach (var (at, row) in rows.Index())
        {
            xml.Append(CultureInfo.InvariantCulture, $"<row r=\"{at + 1}\">");
            foreach (var (column, cell) in row.Index())
                xml.Append(Cell($"{(char)('A' + column)}{at + 1}", cell));
            xml.Append("</row>");
        }

        return xml.Append("</sheetData></worksheet>").ToString();
    }

    private static string Cell(string place, object? cell) => cell switch
    {
        null => "",
        DateTime time => string.Create(
            CultureInfo.InvariantCulture, $"<c r=\"{place}\" s=\"1\"><v>{time.ToOADate():R}</v></c>"),
        string text => $"<c r=\"{place}\" t=\"inlineStr\"><is><t>{SecurityElement.Escape(text)}</t></is></c>",
        _ => string.Create(CultureInfo.InvariantCulture, $"<c r=\"{place}\"><v>{cell}</v></c>"),
    };

    private static void Add(ZipArchive zip, string name, string xml)
    {
        using var writer = new StreamWriter(zip.CreateEntry(name).Open());
        writer.Write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + xml);
    }
}
